"""The fictional company: its sites, its calendar, and where and when things were planted."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final

FIRST: Final = date(2026, 7, 4)
LAST: Final = date(2026, 10, 31)
DAYS: Final = tuple(FIRST + timedelta(days=i) for i in range((LAST - FIRST).days + 1))

SITES: Final[Mapping[str, tuple[str, str]]] = {
    "SH01": ("上海徐汇店", "Shanghai Xuhui"), "SH02": ("上海静安店", "Shanghai Jing'an"),
    "SH03": ("上海张江店", "Shanghai Zhangjiang"), "BJ01": ("北京望京店", "Beijing Wangjing"),
    "BJ02": ("北京双井店", "Beijing Shuangjing"), "BJ03": ("北京中关村店", "Beijing Zhongguancun"),
    "GZ01": ("广州珠江新城店", "Guangzhou Zhujiang"), "GZ02": ("广州海珠店", "Guangzhou Haizhu"),
    "SZ01": ("深圳南山店", "Shenzhen Nanshan"), "SZ02": ("深圳福田店", "Shenzhen Futian"),
    "CD01": ("成都高新店", "Chengdu Gaoxin"), "CD02": ("成都玉林店", "Chengdu Yulin"),
    "HZ01": ("杭州西溪店", "Hangzhou Xixi"), "HZ02": ("杭州滨江店", "Hangzhou Binjiang"),
    "NJ01": ("南京新街口店", "Nanjing Xinjiekou"), "SU01": ("苏州园区店", "Suzhou Park"),
    "WH01": ("武汉光谷店", "Wuhan Guanggu"), "XA01": ("西安高新店", "Xi'an Gaoxin"),
    "CQ01": ("重庆观音桥店", "Chongqing Guanyinqiao"), "CS01": ("长沙五一广场店", "Changsha Wuyi"),
    "XM01": ("厦门思明店", "Xiamen Siming"), "QD01": ("青岛市南店", "Qingdao Shinan"),
    "HK01": ("香港太古店", "Hong Kong Taikoo"), "HK02": ("香港观塘店", "Hong Kong Kwun Tong"),
    "HK03": ("香港荃湾店", "Hong Kong Tsuen Wan"), "HK04": ("香港西环店", "Hong Kong Sai Wan"),
    "TW01": ("台北大安店", "Taipei Da'an"), "TW02": ("台中西屯店", "Taichung Xitun"),
    "UK01": ("曼彻斯特店", "Manchester Ancoats"), "UK02": ("伦敦哈克尼店", "London Hackney"),
    "UK03": ("利兹码头店", "Leeds Dock"), "UK04": ("爱丁堡利斯店", "Edinburgh Leith"),
    "IE01": ("都柏林店", "Dublin Docklands"), "US01": ("西雅图巴拉德店", "Seattle Ballard"),
    "US02": ("奥斯汀东区店", "Austin East"), "US03": ("芝加哥西环店", "Chicago West Loop"),
    "CA01": ("多伦多店", "Toronto Liberty Village"), "AU01": ("墨尔本菲茨罗伊店", "Melbourne Fitzroy"),
    "AU02": ("悉尼纽敦店", "Sydney Newtown"), "SG01": ("新加坡中峇鲁店", "Singapore Tiong Bahru"),
}  # fmt: skip

_HANT: Final = ("HK", "TW")
_ENGLISH: Final = ("UK", "IE", "US", "CA", "AU", "SG")

LOCK_START: Final = date(2026, 10, 19)
LOCK_COUNTS: Final = (1, 2, 2, 3, 4, 4, 5, 6, 6, 6, 4, 2, 1)
"""Comments a day from ``LOCK_START`` on: it grows for ten days, then the repaired app is rolled out."""
LOCK_SITES: Final = ("SH02", "HK02", "UK01")

DEPOSIT_EMPLOYEES: Final = date(2026, 9, 21)
DEPOSIT_EMPLOYEES_COUNTS: Final = (2, 2, 2, 3, 3, 3, 3, 2, 2, 2, 2, 2, 1)
DEPOSIT_CUSTOMERS: Final = date(2026, 10, 2)
DEPOSIT_CUSTOMERS_COUNTS: Final = (1, 2, 2, 3, 3, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1)
DEPOSIT_SITES: Final = {
    "zh-Hans": ("CD01", "SZ01", "BJ01"),
    "zh-Hant": ("HK01", "TW01"),
    "en": ("UK02", "US01", "AU01"),
}

GROWING: Final = ("E004", "E083", "E032", "E067", "E086", "E006")
"""Employees whose thanks grow over the period."""

_CUSTOMERS_A_DAY: Final = 18.8
_EMPLOYEES_A_DAY: Final = 5.3
_WEEK: Final = {
    "customer": (0.95, 0.9, 0.9, 0.95, 1.05, 1.15, 1.1),
    "employee": (1.25, 1.2, 1.15, 1.1, 1.1, 0.65, 0.55),
}


def script_of(site: str) -> str:
    """Return the script most people write at a site: zh-Hans, zh-Hant or en."""
    if site.startswith(_HANT):
        return "zh-Hant"
    return "en" if site.startswith(_ENGLISH) else "zh-Hans"


@cache
def sites_for(hint: str) -> tuple[str, ...]:
    """Return the sites a hint allows: a script, a region such as HK, or one site."""
    if hint in {"zh-Hans", "zh-Hant", "en"}:
        return tuple(site for site in SITES if script_of(site) == hint)
    return tuple(site for site in SITES if site.startswith(hint))


def expected(day: date, audience: str) -> float:
    """Return how many comments a normal day brings; weekends differ for customers and employees."""
    volume = _CUSTOMERS_A_DAY if audience == "customer" else _EMPLOYEES_A_DAY
    return volume * _WEEK[audience][day.weekday()]
