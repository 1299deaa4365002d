"""The kinds of personal data, each a pattern and, where there is one, a check."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from re import Match, Pattern

from nlp.privacy import checks


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of personal data: where it is, what is hidden (a group), what must hold besides."""

    kind: str
    pattern: Pattern[str]
    check: Callable[[str], bool] | None = None
    group: int | str = 0

    def accepts(self, match: Match[str]) -> bool:
        """Tell whether the check holds too."""
        return self.check is None or self.check(match.group(self.group))


_GLANCE = re.compile("[0-9@〇零幺]|://|[一二三四五六七八九]{9}|[({\\[](?:at|AT|艾特)[)}\\]]")
_REASON = re.compile(
    r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{4}|\d(?:[-\s.)]{1,2}\d{3}|\s?[栋棟幢座室号號单單弄]|\s[A-Z][a-z]+\s)"
    r"|[A-Za-z_-]\d|(?<!\d)\d \d \d \d|[({\[](?:at|AT|艾特)[)}\]]|\w@\w|:\s?@\w|://|[〇零一二三四五六七八九幺]{9}|生日|出生|生[于於]|[密码碼]|[bB]irth|[bB]orn |DOB|dob|[pP]ass[wc]"
)
_BEFORE, _AFTER = 60, 120


def windows(text: str) -> Iterator[tuple[int, int]]:
    """Return the stretches in which anything personal can be: mostly none, in long stories a few."""
    if not _GLANCE.search(text):
        return
    start = end = -1
    for reason in _REASON.finditer(text):
        if start >= 0 and reason.start() - _BEFORE > end:
            yield start, end
            start = -1
        start = start if start >= 0 else max(0, reason.start() - _BEFORE)
        end = reason.end() + _AFTER
    if start >= 0:
        yield start, end


def _rule(
    kind: str,
    pattern: str,
    check: Callable[[str], bool] | None = None,
    group: int | str = 0,
    *,
    case: bool = False,
) -> Rule:
    return Rule(kind, re.compile(pattern, 0 if case else re.IGNORECASE), check, group)


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _long_enough(text: str) -> bool:
    return len(checks.digits(text)) >= 5


def _is_private_line(text: str) -> bool:
    """Because: 400 and 800 numbers are a company's own and no secret."""
    return checks.digits(text)[:3] not in ("400", "800", "888")


def _is_number(text: str) -> bool:
    """Tell an order number: five digits or more, and no date or time."""
    return _long_enough(text) and not re.fullmatch(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}", text)


_NO_DIGIT_BEFORE = r"(?<![\d.])(?<!\d[-/])"
_NOT_STAFF = r"(?<!工号)(?<!工號)(?<!胸牌)(?<!badge )(?<!badge no )"
_IS = r"[\s:：#=是为為叫：\-]{0,4}"
_ID_WORD = r"\s?(?:号码|號碼|号|號|账号|帳號|id|no\.?|number|code|#)?"
_DATE = r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6},?\s(?:19|20)\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d"
_CHINESE_DIGIT = "[〇零一二三四五六七八九幺]"
_NAME = "(?:(?![在住到于於是的去从從往])[\u4e00-\u9fffA-Za-z])"
_ROAD = (
    _NAME
    + r"{1,8}?(?:大道|路|街|巷|弄|胡同|道)\s?[甲乙丙丁]?\d{1,5}\s?[号號弄](?:\s?\d{0,4}[号號]?[楼樓栋棟幢座])?"
)
_HOUSE = _NAME + r"{2,10}?(?:小区|小區|花园|花園|家园|家園|苑|新村|公寓|公馆|名邸|华庭|華庭|邨|屋苑)"
_YARD = r"(?:院|大院|弄)?(?:\s?\d{1,4}[号號](?!楼|樓))?"
_FLAT = r"(?:\s?[A-Za-z\d]{1,4}\s?(?:号楼|號樓|门|栋|棟|幢|座|单元|單元|期|楼|樓|室|房|户|戶)){1,4}(?:\s?\d{1,4}(?:室|房|户|戶)?)?"
_AT_HOME = r"(?:家住|我住在?|本人住在?|现住|租住在?|家在|住址|家庭地址|收货地址|收貨地址|地址|寄到|寄去|送到|邮寄到|郵寄到)[是为為:：\s]{0,3}"
_STREET = (
    r"\d{1,5}\s(?:[A-Z][\w']{1,14}\.?\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|"
    r"Terrace|Close|Crescent|Place|Pl|Way)\b\.?"
)
_UNIT = r"(?:,?\s(?:Apt|Apartment|Unit|Suite|Flat|#)\.?\s?#?\w{1,5})"
_PLATE = "京津沪滬渝冀豫云雲辽遼黑湘皖鲁魯新苏蘇浙赣贛鄂桂甘晋晉蒙陕陝吉闽閩贵貴粤粵青藏川宁寧琼瓊"

RULES = (
    _rule("email", r"(?<![A-Za-z0-9.+_-])[A-Za-z0-9][A-Za-z0-9.+_-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"),
    _rule("email", r"[A-Za-z0-9][\w.+-]{0,40}\s?[({\[](?:at|艾特)[)}\]]\s?[\w-]{1,40}(?:\s?[({\[](?:dot|点)[)}\]]\s?\w{2,20}|\.\w{2,20}){1,3}"),
    _rule("phone", _NO_DIGIT_BEFORE + r"(?:\+?86[-\s]?)?1[3-9]\d([-\s]?)\d{4}\1\d{4}(?![\d.]\d|\d)"),
    _rule("phone", _NO_DIGIT_BEFORE + r"(?:\+?86[-\s]?)?1[3-9]\d{2}[-\s]\d{3}[-\s]\d{4}(?!\d)"),
    _rule("phone", r"(?<!\d)\+(?:\d{1,3}[-\s.]?)(?:\(\d{1,4}\)[-\s.]?)?\d(?:[-\s.]?\d){6,12}(?!\d)"),
    _rule("phone", _NO_DIGIT_BEFORE + r"(?:\(\d{3}\)\s?|\d{3}[-.])\d{3}[-.]\d{4}(?![\d.-]\d|\d)", _is_private_line),
    _rule("phone", r"(?<!\d)(?<!\d )1 [3-9](?: \d){9}(?! ?\d)"),
    _rule("phone", _NO_DIGIT_BEFORE + r"0\d{2,4}\s\d{3,4}\s\d{3,4}(?![\d.]\d|\d)"),
    _rule("phone", _NO_DIGIT_BEFORE + r"09\d{2}([-\s]?)\d{3}\1\d{3}(?!\d)"),
    _rule("phone", _NO_DIGIT_BEFORE + r"(?:\(0\d{2,3}\)\s?|0\d{2,3}[-\s])\d{3,4}[-\s]?\d{4}(?![\d.]\d|\d)|(?<![\d.])0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}(?![\d.]\d|\d)"),
    _rule("phone", r"(?:电话|電話|手机|手機|tel|phone|mobile|cell|whatsapp|call me (?:at|on)|text me at|(?:我的|本人)(?:号码|號碼)|my number(?:'s)?)" + _ID_WORD + _IS + r"(?P<n>\+?\d(?:[-\s.()]{0,2}\d){6,13})(?!\d)", _is_private_line, "n"),
    _rule("phone", rf"(?<!{_CHINESE_DIGIT})[一幺][三四五六七八九]{_CHINESE_DIGIT}{{9}}(?!{_CHINESE_DIGIT})"),
    _rule("identity", r"(?<![\dA-Za-z])[1-8]\d{5}\s?(?:19|20)\d{2}[01]\d[0-3]\d\s?\d{3}[\dX](?![\dA-Za-z])", checks.is_chinese_id),
    _rule("identity", r"(?<![A-Z\d])[A-Z]{1,2}\d{6}[(（][\dA][)）]", checks.is_hong_kong_id, case=True),
    _rule("identity", r"(?<![A-Za-z\d])[A-Z][12]\d{8}(?![A-Za-z\d])", checks.is_taiwan_id, case=True),
    _rule("identity", _NO_DIGIT_BEFORE + r"(?!000|666|9)\d{3}-\d{2}-\d{4}(?![\d-])"),
    _rule("identity", r"(?:身份证|身份證|证件|證件|社保|社会保障|医保|护照|護照|通行证|通行證|passport|driver'?s? licen[cs]e|ssn|social security)" + _ID_WORD + _IS + r"(?:is\s)?(?P<n>[A-Z]{0,2}\d{6,18}[\dX]?)(?![\dA-Za-z])", group="n"),
    _rule("identity", r"(?:\bNI|national insurance)" + _ID_WORD + _IS + r"(?:is\s)?(?P<n>[A-Z]{2}\s?(?:\d{2}\s?){3}[A-D])(?![A-Za-z\d])", group="n"),
    _rule("card", r"(?<![A-Za-z\d])[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){2,7}(?:\s?[A-Z\d]{1,3})?(?![A-Za-z\d])", checks.is_iban, case=True),
    _rule("card", r"(?:卡|卡号|卡號|card|visa|mastercard|debit|credit)" + _ID_WORD + _IS + r"(?:is\s)?(?P<n>\d{4}([ -]?)\d{4}\2\d{4}\2\d{3,4}(?:\2\d{1,3})?)(?![\d.]\d|\d)", group="n"),
    _rule("card", r"(?:sort code)" + _IS + r"(?:is\s)?(?P<n>\d{2}-?\d{2}-?\d{2})(?!\d)", group="n"),
    _rule("card", r"(?<![\d.-])[3-6]\d{3}([ -]?)\d{4}\1\d{4}\1\d{2,4}(?:\1\d{1,3})?(?![\d.]\d|\d)", checks.is_card),
    _rule("card", r"(?:尾号|尾號|后四位|後四位|ending (?:in|with)|last (?:4|four)(?: digits)?)" + _IS + r"(?:are\s|is\s)?(?P<n>\d{4})(?!\d)", group="n"),
    _rule("plate", rf"[{_PLATE}][A-HJ-NP-Z][·•. ]?(?=[A-Z0-9]*\d)[A-HJ-NP-Z0-9]{{4,6}}[学學警港澳挂掛]?(?![A-Za-z0-9])", case=True),
    _rule("plate", r"(?:车牌|車牌|\b(?:licen[cs]e|number|registration)\s?plate|\bmy plate|\breg(?:istration)?)" + _ID_WORD + _IS + r"(?:is\s|was\s)?(?-i:(?P<n>(?=[A-Z-]*\d)(?=[\d-]*[A-Z])[A-Z\d]{1,4}(?:[- ]?[A-Z\d]{2,4}){1,3}))(?![A-Za-z\d])", group="n"),
    _rule("chat", r"(?:加(?:我)?|➕|\+)(?:薇|威|维|微|v|V)(?![a-z])[^A-Za-z\d，。]{0,4}(?P<n>[A-Za-z][\w-]{4,19}|\d{5,11})(?![\w@])", _has_digit, "n"),
    _rule("chat", r"(?:instagram|insta|\big|twitter|tiktok|snapchat|snap|facebook)(?: handle| id)?" + _IS + r"(?:is\s)?(?P<n>@[A-Za-z][\w.-]{3,29})", group="n"),
    _rule("chat", r"(?:微信|薇信|威信|v信|wechat|weixin|(?<![a-z])vx|(?<![a-z])wx|qq|扣扣|skype|telegram|whatsapp|instagram|line id|微博|抖音号|小红书号)" + _ID_WORD + _IS + r"(?:is\s)?(?P<n>@?(?:[A-Za-z][\w-]{4,19}|\d{5,11}))(?![\w@])", _has_digit, "n"),
    _rule("order", _NOT_STAFF + r"(?:订单|訂單|运单|運單|快递单|快遞單|物流单|单号|單號|预订|預訂|确认|確認|案件|工单|工單|会员|會員|会员卡|會員卡|账|賬|帐|帳|卡|保单|保單|积分卡)(?:编号|編號|号码|號碼|号|號)" + _IS + r"(?P<n>[A-Z]{0,6}[-\d]*\d[-A-Z\d]{3,24})(?![A-Za-z\d])", _is_number, "n"),
    _rule("order", r"(?<!employee )(?<!staff )\b(?:order|booking|reservation|confirmation|tracking|reference|ref|case|ticket|account|acct|member(?:ship)?|customer|invoice|policy|claim|loyalty|rewards|itinerary|skymiles|advantage)s?\s?(?:number|num|no\.?|id|code|#|nbr)+" + _IS + r"(?:is\s|was\s)?(?P<n>[A-Z]{0,6}[-\d]*\d[-A-Z\d]{3,24})(?![A-Za-z\d])", _is_number, "n"),
    _rule("order", _NOT_STAFF + r"(?:病历|病歷|病案|就诊卡?|就診卡?|住院|门诊|门诊卡|门牌卡|学|學|考|准考证|准考證|工单|工單|受理|投诉|投訴|流水|交易|发票|發票|票|提货|提貨|取件|保修|会员|會員|客户|客戶|车架|机身|序列)(?:编号|編號|号码|號碼|号|號|单|單)?" + _IS + r"(?P<n>[A-Z]{0,4}\d[\d-]{4,24}|\d{4}(?:\s\d{2,4}){1,4})(?![A-Za-z\d元块年月])", _is_number, "n"),
    _rule("order", r"(?:订单|訂單|运单|運單|快递|快遞|单子|包裹)[\s:：]{0,2}(?P<n>\d{10,24})(?!\d)", group="n"),
    _rule("order", r"(?<![A-Za-z])ref(?:erence)?\s?[:#]\s?(?P<n>[A-Z]{0,4}\d[\d-]{5,20})(?![A-Za-z\d])", group="n"),
    _rule("order", r"(?:顺丰|順豐|圆通|中通|申通|韵达|极兔|德邦|京东快递|EMS|邮政|fedex|ups|dhl|usps)[\s:：#号]{0,3}(?P<n>[A-Z]{0,4}\d{8,20})(?![A-Za-z\d])|(?<![A-Za-z\d])(?:SF|YT|JD[A-Z]?|ZTO|STO|JT)\d{10,16}(?![A-Za-z\d])|(?<![A-Za-z\d])1Z[\dA-Z]{16}(?![A-Za-z\d])"),
    _rule("order", r"\b(?:order|booking|reservation|confirmation|tracking|case|ticket|invoice|claim)\s#?(?P<n>[A-Z]{0,3}\d{6,20})(?![A-Za-z\d])", group="n"),
    _rule("order", r"\b(?:patient|student|frequent flyer|flyer|medical record|record|enrol?lment|candidate|applicant|serial|voucher|licen[cs]e)\s?(?:number|num|no\.?|id|code|#|nbr)" + _IS + r"(?:is\s|was\s)?(?P<n>(?=[A-Z]*\d)[A-Z\d]{0,4}[-\d]{4,20}[A-Z]?)(?![A-Za-z\d])", _is_number, "n"),
    _rule("order", r"\b(?:pnr|record locator|confirmation(?: code| number| #)?|conf(?:\s?#| code)|booking ref(?:erence)?)" + _IS + r"(?:is\s)?(?-i:(?P<n>(?=[A-Z]*\d|[A-Z]{6}\b)[A-Z\d]{6}))(?![A-Za-z\d])", group="n"),
    _rule("address", _AT_HOME + rf"(?P<n>(?:[\u4e00-\u9fff]{{2,10}}[省市区區县縣镇鎮]){{0,3}}(?:{_ROAD}{_YARD}|{_HOUSE}|{_NAME}{{2,8}}?(?:[一二三四五六七八九十]{{1,3}}[区區村]|[里坊])(?=\s?\d))(?:{_FLAT})?)", _has_digit, "n"),
    _rule("address", rf"(?:{_ROAD}{_YARD}|{_HOUSE}){_FLAT}", lambda t: bool(re.search("单元|單元|室|户|戶|栋|棟|幢", t))),
    _rule("address", rf"(?-i:{_STREET}){_UNIT}"),
    _rule("address", r"(?:i live (?:at|on)|my (?:home )?address(?: is)?|home address|(?:deliver(?:ed|y)?|ship(?:ped|ping)?|sen[dt]|post(?:ed)?|mail(?:ed)?)(?: it| them| this| that)? to|address:)\s{0,2}:?\s{0,2}(?:(?:unit|apt|flat|suite)\s\w{1,5},?\s)?" + rf"(?P<n>(?-i:{_STREET}){_UNIT}?)", group="n"),
    _rule("secret", r"https?://[^\s\u3400-\u9fff]{1,300}[?&;#/](?P<n>(?:[\w-]{0,12}token|key|session(?:id)?|sid|auth|pass(?:word|wd)?|pwd|sig(?:nature)?|email|phone|mobile|uid|user(?:id|name)?)=[^\s\u3400-\u9fff]{3,300})", group="n"),
    _rule("secret", r"https?://(?P<n>[^\s/:@]{1,64}:[^\s/:@]{1,64})@", group="n"),
    _rule("secret", r"(?:密码|密碼|验证码|驗證碼|password|passcode|\bpwd|pin code|\bpin)\s?(?:[:：=]|是|为|為|\bis\b)\s{0,2}(?P<n>[\x21-\x7e]{4,32})", _has_digit, "n"),
    _rule("secret", r"(?:验证码|驗證碼|动态密码|动态码|口令|校验码|otp|verification code|security code|cvv)[\s:：是为為]{0,3}(?:is\s|was\s)?(?P<n>\d{3,8})(?!\d)", group="n"),
    _rule("secret", r"\b(?:password|passcode|pin)\b[^.!?,;]{0,24}?\b(?:was|is)\s(?P<n>(?=[A-Za-z]*\d)[\w!#$%&*+-]{4,32})(?!\w)", group="n"),
    _rule("network", r"(?<![\d.vV])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]\d|\d)", checks.is_address_number),
    _rule("network", r"(?<![:\w])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![:\w])|(?<![:\w-])(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![:\w-])"),
    _rule("birth", rf"(?:出生(?:日期|年月日|于|於|在)?|生日|生于|生於|\bborn(?: on)?|date of birth|birth ?date|birthday|\bdob)(?: is| was)?{_IS}(?P<n>{_DATE}|\d{{6,8}}(?!\d))", group="n"),
    _rule("birth", rf"(?P<n>{_DATE})\s?(?:出生|生的|生人)", group="n"),
)  # fmt: skip
"""Long lines on purpose: one rule, one line, to be read beside its cases in tests/nlp/cases/privacy.tsv."""
