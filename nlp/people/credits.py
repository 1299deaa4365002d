"""Praise that belongs to a team (前台的小伙伴们) or to a process (退款当天到账), not to one person."""

import re
from collections.abc import Sequence
from functools import cache

from nlp.people import phrases, stance_scope, tables
from nlp.records import Credit

_TEAM_ZH = "的?(?:小伙伴们?|小姐姐们|小哥哥们|小哥们|同事们|同学们|姑娘们|帅哥美女们?|师傅们|阿姨们|老师们|医生们|护士们|员工们?|工作人员们?|服务人员们?|全体人员|全体员工|全体同仁|团队|人员|各位|所有人|大家|姐妹们|兄弟们|团队成员|的?服务)"
_TEAM_EN = r"(?:team|staff|crew|ladies|guys|folks|department|people|girls|personnel|employees|group)"
_PROCESS_ZH = re.compile(
    r"(?:退款|退押金|退费|退货|换货|赔付|理赔|入住|退房|办理入住|办理|开户|办卡|挂号|取药|缴费|报销|发货|配送|送货|物流|安装|维修|维修单|预约|预订|订房|登记|审批|审核|流程|手续|发票|开票|开发票|结账|排队|接送|接机|上菜|出餐|值机|登机|安检|客服响应|回复|投诉处理|售后|入职|培训|排班|晋升|自助机|自助入住|自助办理|线上办理)"
    r"[^，。！？,.!?;；\s]{0,8}?(?:当天|当日|次日|第二天|秒|很快|非常快|特别快|超快|真快|快|迅速|及时|高效|效率高|效率很高|方便|便捷|顺利|顺畅|简单|清晰|透明|流畅|省心|准时|到账|到賬|无缝|一键|不用排队|不用等|免排队|有序|人性化)(?:到账|办完|搞定|完成|解决|到|了)?"
)
_PROCESS_EN = re.compile(
    r"\b(?:the |my |our )?(?:refund|check[- ]?in|check[- ]?out|delivery|shipping|return|returns|exchange|claim|claims process|booking|reservation|online booking|ordering|order|registration|onboarding|training|scheduling|payroll|billing|invoice|payment|transfer|application|approval|account opening|appointment|boarding|security check|self[- ]check[- ]?in|mobile[- ]check[- ]?in|mobile key|app|installation|repair|process|procedure|paperwork|set ?up|reimbursement|room service)\b(?: process| system| line)?"
    r"(?: was| is| were| went| came| arrived| took| got| has been| felt)?(?: (?:so|very|super|really|extremely|incredibly|pretty|quite|all|just|also|only))*"
    r" (?:the same day|same day|the next day|next day|within (?:\w+ ){1,2}(?:minutes|hours|days|day|hour|minute)|(?:in|under|less than) (?:\w+ ){1,3}(?:minutes|hours|minute|hour|seconds)|instantly|immediately|quick|quickly|fast|smooth|smoothly|seamless|seamlessly|easy|easily|simple|effortless|efficient|efficiently|painless|a breeze|hassle[- ]free|prompt|promptly|on time|early|transparent|straightforward|convenient|flawless|flawlessly)\b",
    re.IGNORECASE,
)


@cache
def _team() -> re.Pattern[str]:
    words = tables.by_kind("zh/roles.tsv")
    places = tables.alternatives(
        words["department"] | {"酒店", "客服", "管家", "礼宾", "保洁", "厨房", "护士", "医护", "整个"}
    )
    english = tables.by_kind("en/roles.tsv")["department"] | {
        "hotel",
        "entire",
        "whole",
        "kitchen",
        "cleaning",
        "nursing",
        "management",
        "service",
        "wait",
        "waitstaff",
        "night",
        "day",
        "medical",
    }
    return re.compile(
        rf"(?:{places})(?:{_TEAM_ZH})|(?:整个|全体|所有|各位)(?:的)?(?:{_TEAM_ZH})"
        rf"|\b(?:the |our |your |their )?(?:{tables.alternatives(english)}) {_TEAM_EN}\b|\b(?:everyone|everybody|all the (?:staff|team|ladies|guys|people)) (?:at|in|from|on) (?:the |your )?(?:{tables.alternatives(english)})\b",
        re.IGNORECASE,
    )


def find(text: str, people: Sequence[tuple[int, int]]) -> list[Credit]:
    """Return the teams and processes that a comment praises, with what for."""
    plain = tables.folded(text)
    clauses = stance_scope.parts(plain, people)
    named = {i for s, e in people for i in range(s, e)}
    found: list[Credit] = []
    for match in _team().finditer(plain):
        start, end = match.span()
        if not named.isdisjoint(range(start, end)):
            continue
        praise = _praise(plain, clauses, start)
        if praise is not None:
            found.append(Credit(kind="team", start=start, end=end, text=text[start:end], praised_for=praise))
    for pattern in (_PROCESS_ZH, _PROCESS_EN):
        for match in pattern.finditer(plain):
            if not _denied(plain, match.start(), match.end()) and named.isdisjoint(range(*match.span())):
                start, end = match.span()
                found.append(
                    Credit(
                        kind="process",
                        start=start,
                        end=end,
                        text=text[start:end],
                        praised_for=_reasons(plain[start:end]),
                    )
                )
    return sorted(found, key=lambda c: c.start)


def _praise(plain: str, clauses: Sequence[stance_scope.Part], at: int) -> tuple[str, ...] | None:
    """Return what for, where the clause of a team (and the one behind it) praises; None where it does not."""
    if not clauses:
        return None
    part = clauses[stance_scope.clause_of(clauses, at)]
    hits = [h for lang in ("zh", "en") for h in phrases.find(plain[part.start : part.end], lang)]
    total = sum(
        h.weight * (-0.9 if _denied(plain, part.start + h.start, part.start + h.end) else 1) for h in hits
    )
    return (
        tuple(dict.fromkeys(h.praised_for for h in hits if h.weight > 0 and h.praised_for))
        if total > 0.6
        else None
    )


def _reasons(clause: str) -> tuple[str, ...]:
    hits = [h for lang in ("zh", "en") for h in phrases.find(clause, lang)]
    found = tuple(dict.fromkeys(h.praised_for for h in hits if h.weight > 0 and h.praised_for))
    return found or ("speed",)


def _denied(plain: str, start: int, end: int) -> bool:
    around = plain[max(0, start - 8) : end]
    return bool(
        re.search(
            r"不|没|未|无法|难|冇|唔|希望|如果|要是|能否|建议|\bnot\b|n't|\bnever\b|\bno\b|\bwish\b|\bif\b|\bshould\b|\bcould be\b|\bnot as\b",
            around,
        )
    )
