"""Praise for a team or a process, in both languages, and what only looks like it."""

import pytest

from nlp.people import credits


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("前台的小伙伴们都很热情", "team", "前台的小伙伴们"),
        ("客房部的阿姨们打扫得很认真", "team", "客房部的阿姨们"),
        ("退款当天到账，没想到", "process", "退款当天到账"),
        ("入住办理非常快", "process", "入住办理非常快"),
        ("The housekeeping team was amazing", "team", "The housekeeping team"),
        ("Thank you to the entire staff at the front desk", "team", "the entire staff"),
        ("My refund arrived the same day.", "process", "My refund arrived the same day"),
        ("Check-in was quick and easy", "process", "Check-in was quick"),
        ("你们的安装队真专业", "team", "你们的安装队"),
        ("护理组的姐姐们都很温柔", "team", "护理组的姐姐们"),
        ("办卡不用排队", "process", "办卡不用排队"),
        ("换货一点不麻烦", "process", "换货一点不麻烦"),
        ("Your nurses were wonderful", "team", "Your nurses"),
        ("The kitchen crew outdid themselves", "team", "The kitchen crew"),
        ("Check-out took two minutes", "process", "Check-out took two minutes"),
        ("No queue at check-in, straight through", "process", "No queue at check-in"),
        ("客服态度好，问题解决得快", "team", "客服"),
        ("你们的骑手送得真快", "team", "你们的骑手"),
        ("维修部反应很快，半小时就到", "team", "维修部"),
        ("IT部门的同事帮了大忙", "team", "IT部门的同事"),
        ("排队秩序很好，没等多久", "process", "排队秩序很好"),
        ("Staff were lovely", "team", "Staff"),
        ("Your drivers are always polite", "team", "Your drivers"),
        ("The maintenance guys came within an hour", "team", "The maintenance guys"),
        ("IT support sorted it in ten minutes", "team", "IT support"),
        ("Booking online was really easy", "process", "Booking online was really easy"),
        ("Claims were handled smoothly", "process", "Claims were handled smoothly"),
        ("No queue at the pharmacy", "process", "No queue at the pharmacy"),
    ],
)
def test_credits_teams_and_processes(text, kind, words):
    found = credits.find(text, [])
    assert [(c.kind, c.text) for c in found] == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "前台的小伙伴们态度很差",
        "希望退款能快一点",
        "退款一个月都没到账",
        "房间很大，早餐不错",
        "The housekeeping team was rude",
        "Check-in was not quick",
        "I wish the refund was fast",
        "The room was clean",
        "餐厅服务员们态度冷淡",
        "退款流程复杂",
        "No one at the front desk was helpful",
        "Check-in took forever",
        "前台的人爱搭不理",
        "客服电话永远打不通",
        "酒店给我们的房间在一楼",
        "The staff room is too small",
        "The front desk staff ignored us within minutes",
    ],
)
def test_credits_nobody_for_blame_or_wishes(text):
    assert credits.find(text, []) == []
