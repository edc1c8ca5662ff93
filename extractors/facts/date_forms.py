"""The written forms of a date, as one expression over the bare text (lower case, no marks).

Forms and traps come from the layout rules of Decree 30/2020/NĐ-CP, Phụ lục I, and from papers in daily use. An
alternative that stands for *no date* (open blanks) takes its words all the same, so that no shorter form finds a month
in them.
"""

from __future__ import annotations

import re

_DAY = r"(?:ngay(?:\s+mung)?|mung|mong)"
_OPEN = r"[\s.…_·]*"
# What a form has between its words and what was filled in: blanks, leader dots, a stray mark.
_LEADER = r"[\s.,…_·/\-]{0,12}"
_JOIN = r"\s{0,3}(?:,|-|va\b|den\b|toi\b)\s{0,3}(?:het\s+)?(?:ngay\s*)?"
_WEEK = r"tuan (?:le )?(?P<{0}>dau|cuoi)(?: tien| cung)?(?: cua)?"
_RELATIVE = r"(?:\b(?:dau|giua|cuoi|thuong tuan|trung tuan|ha tuan)\s+)?"
_END_OF_LIST = (
    r"\s{0,3}(?:/\s{0,3}(?P<l_m>\d{1,2})(?:\s{0,3}/\s{0,3}(?P<l_y>\d{4}))?(?![\d/])"
    r"|thang\s*(?P<l_m2>\d{1,2})(?!\d)(?:[\s,]{0,3}(?:nam|/)\s*(?P<l_y2>\d{4})(?!\d))?(?!\s*[/\d]))"
)

ALTERNATIVES = (
    # 6 tháng đầu năm 2025
    r"(?P<half>\b(?:0?6|sau)\s*thang\s*(?P<h_n>dau|cuoi)\s*(?:cua\s*)?nam\s*(?P<h_y>\d{4})(?!\d))",
    # 2022/10/24 of exchange envelopes and ISO dates
    r"(?P<iso>(?<![\w/.\-])(?P<i_y>(?:19|20)\d\d)(?P<i_x>[/\-])(?P<i_m>\d{1,2})(?P=i_x)(?P<i_d>\d{1,2})(?![\d/\-]))",
    # ngày 26, 27 và 28 tháng 6 năm 2015; từ ngày 01 đến ngày 15/6/2015; 02 ngày, 15 và 16/9/2026
    rf"(?P<days>\bngay\s*(?:[,:(]\s*)?(?P<l_1>\d{{1,2}})(?:{_JOIN}\d{{1,2}}){{0,9}}?{_JOIN}(?P<l_2>\d{{1,2}}){_END_OF_LIST})",
    # 26-27/6/2015 without "ngày"
    r"(?P<pair>(?<![\w/.,\-])(?P<p_1>\d{1,2})\s?-\s?(?P<p_2>\d{1,2})\s?/\s?(?P<p_m>\d{1,2})\s?/\s?(?P<p_y>\d{4})(?![\d/]))",
    # (15 và 16/9/2026); từ 15 đến 16/9/2026; 15, 16 và 17 tháng 9 năm 2026
    r"(?P<several>(?<![\w/.\-])(?<!\d,)(?P<v_1>\d{1,2})(?:\s?,\s?\d{1,2}){0,8}"
    r"\s+(?:va|den|toi|den het)\s+(?P<v_2>\d{1,2})(?:\s?/\s?(?P<v_m>\d{1,2})\s?/\s?(?P<v_y>\d{4})(?![\d/])"
    r"|\s+thang\s+(?P<v_m2>\d{1,2})\s*(?:nam\s+|/\s?)(?P<v_y2>\d{4})(?!\d)))",
    # ngày 01 tháng 6 năm 2015; ngày 01 tháng 6/2015; ngày 16/11 năm 2013
    rf"(?P<full>(?:\b{_DAY}\s*)?(?<!\d)(?P<f_d>\d{{1,2}})(?:[\s,]{{0,3}}thang\s*(?P<f_m>\d{{1,2}})(?:[\s,.]{{0,3}}nam\s*|\s{{0,2}}[/\-]\s{{0,2}})"
    r"|\s{0,2}[/\-]\s{0,2}(?P<f_m2>\d{1,2})[\s,]{0,3}nam\s*)(?P<f_y>\d{4})(?![\d/]))",
    # 01/6/2015, 28 -1 -2014, 01.6.2015, 01/6/15
    rf"(?P<sep>(?:\b(?P<s_p>{_DAY})\s*)?(?<![\w/.])(?P<s_d>\d{{1,2}})\s{{0,2}}(?P<s_x>[/.\-])\s{{0,2}}(?P<s_m>\d{{1,2}})"
    r"\s{0,2}(?P=s_x)\s{0,2}(?P<s_y>\d{4}|\d{2})(?![\w/]|\.\d|…|\.\.|_))",
    # 11/9-2025: the second mark is another than the first
    rf"(?P<mixed>\b{_DAY}\s*(?P<x_d>\d{{1,2}})\s{{0,2}}/\s{{0,2}}(?P<x_m>\d{{1,2}})\s{{0,2}}[.\-]\s{{0,2}}(?P<x_y>\d{{4}})(?![\w/]|\.\d))",
    # ngày ..11.. tháng ..9.. năm 2025; ngày 1 1 tháng 9 năm 2 0 2 5; ngày 11/tháng 9/năm 2025
    rf"(?P<filled>\bngay(?P<g_1>{_LEADER})(?P<g_d>\d\s?\d|\d)(?P<g_2>{_LEADER})thang(?P<g_3>{_LEADER})"
    rf"(?P<g_m>\d\s?\d|\d)(?P<g_4>{_LEADER})nam[\s.…_·]{{0,12}}(?P<g_y>(?:1\s?9|2\s?0)\s?\d\s?\d)(?!\s?\d))",
    # ngày … tháng … năm …; ngày / /2011; ngày … tháng 6/2015: no date
    rf"(?P<open>\bngay{_OPEN}\d{{0,2}}{_OPEN}thang{_OPEN}\d{{0,2}}{_OPEN}nam(?! *[a-z]){_OPEN}\d{{0,4}}"
    rf"|\bngay{_OPEN}\d{{0,2}}{_OPEN}/{_OPEN}\d{{0,2}}{_OPEN}/{_OPEN}\d{{0,4}}"
    rf"|[.…_]{_OPEN}/{_OPEN}\d{{0,2}}{_OPEN}/{_OPEN}\d{{0,4}}"
    rf"|\d{{1,2}}\s*/\s*[.…_]{_OPEN}/{_OPEN}\d{{0,4}}"
    rf"|[.…_]\s*/\s*\d{{4}}"
    rf"|\bngay[\s.…_·]+thang{_OPEN}\d{{0,2}}(?:\s*/\s*\d{{4}})?)",
    # tháng 6/2015, tháng 6 năm 2015, đầu tháng 6/2015
    rf"(?P<month>(?:\b{_WEEK.format('m_w')}\s+|{_RELATIVE})\bthang\s*(?P<m_m>\d{{1,2}})(?!\d)(?:\s*[/\-.]\s*|[\s,]{{0,3}}nam\s*)(?P<m_y>\d{{4}})(?![\d/]))",
    # 6/2015
    r"(?P<slash>(?<![\w/.,\-])(?P<b_m>0?[1-9]|1[0-2])\s?/\s?(?P<b_y>(?:19|20)\d\d)(?![\w/]|\s?[/\-]\s?[a-z]))",
    # quý II/2025, quý 2 năm 2025
    r"(?P<quarter>\bquy\s*(?P<q_n>i{1,3}|iv|[1-4])(?:\s*[/.\-]\s*|[\s,]*nam\s*|\s+)(?P<q_y>\d{4})(?!\d))",
    # ngày 26/6, ngày 26 tháng 6, sáng 15/12, từ 01/6
    rf"(?P<noyear>(?:\b(?P<n_p>{_DAY}|sang|chieu|toi|tu|den(?:\s+het)?|va|thu\s\w+,?|chu nhat,?)\s*)(?P<n_d>\d{{1,2}})"
    r"(?:\s?/\s?|[\s,]{0,3}thang\s*|[.\-])(?P<n_m>\d{1,2})(?!\d)(?!\s?[/.\-]\s?\d)(?!\s?/)(?!\s*%)(?!\s*nam\s*\d))",
    # tháng 6
    rf"(?P<bare_month>(?:\b{_WEEK.format('t_w')}\s+|{_RELATIVE})\bthang\s*(?P<t_m>\d{{1,2}})(?!\d)(?!\s?[/.\-]\s?\d)(?!\s?/)(?!\s*nam\s*\d))",
    # cuối năm 2025
    r"(?P<year>\b(?:dau|giua|cuoi)\s+nam\s+(?P<y_y>\d{4})(?![\d\-]))",
    # O1/6/2015, ngày 0l tháng 6 năm 2O15: letters that a scanner takes for digits
    rf"(?P<ocr>(?:\b{_DAY}\s*)?(?<![\w/.\-])(?P<o_d>[\dol]{{1,2}})(?:\s?/\s?|\s{{1,3}}thang\s+)(?P<o_m>[\dol]{{1,2}})"
    r"(?:\s?/\s?|\s{1,3}nam\s+)(?P<o_y>[\dol]{4})(?![\w/]))",
)

# Most words of a text cannot begin any of them; saying so first makes the search several times faster.
_BEGINS = (
    r"(?<![a-z])(?=[0-9.…_]|ngay|m[uo]ng|thang|thu(?:\s|ong tuan)|trung tuan|toi|tu|dau|den|giua|cuoi|chieu|chu nhat|"
    r"quy|ha tuan|sa(?:u|ng)|va|[ol][0-9ol\s/])"
)
FORMS = re.compile(_BEGINS + "(?:" + "|".join(ALTERNATIVES) + ")")

TRIGGER = re.compile(
    r"(?=[\dtqdgcn])(?:\d\s{0,2}[/.\-]\s{0,2}\d|thang\s*[\dol]|thang\s+(?:dau|cuoi)|quy\s*[i1-4]|(?:dau|giua|cuoi)\s+nam\s+\d|"
    r"\bngay\W*\d)"
)
"""Cheap sign that a text may hold a date at all."""

WEEKDAY_BEFORE = re.compile(
    r"(?:\bthu\s*(hai|ba|tu|nam|sau|bay|[2-7])|\b(chu nhat)|(?<![\w/\-])(cn)|(?<![\w/\-])t([2-7]))[\s,(]*(?:ngay\s*)?$"
)
WEEKDAY_AFTER = re.compile(r"\s*[,(]\s*(?:thu\s*(hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat))\b")
# "(âm lịch)", or a year by stem and branch: "ngày 10 tháng 10 năm Ất Tỵ".
LUNAR_AFTER = re.compile(
    r"\s*(?:nam\s+\w+\s+\w+\s*)?[,(]?\s*(?:am lich|al)\b"
    r"|\s*nam\s+(?:giap|at|binh|dinh|mau|ky|canh|tan|nham|quy)\s+"
    r"(?:ty|ti|suu|dan|mao|thin|ngo|mui|than|dau|tuat|hoi)\b"
)
LUNAR_BEFORE = re.compile(r"\b(?:ram|mong|mung|am lich)\s+$")
NUMBER_BEFORE = re.compile(
    r"(?:\bso|luat|nghi dinh|thong tu|quyet dinh|nghi quyet|chi thi|cong van|ke hoach|huong dan|quy dinh|mau|phieu)"
    r"\s*:?\s*$"
)
YEARLY_AFTER = re.compile(r"\s*hang nam\b")
TIME_OF_DAY = (
    r"(?:(?:(?:vao|luc|hoi|khoang|dau gio|cuoi|buoi|sang|trua|chieu|toi|chu nhat)\b|"
    r"thu (?:hai|ba|tu|nam|sau|bay|[2-7])\b|"
    r"\d{1,2}\s?(?:gio|h|g|:)\s?(?:\d{2}\b)?(?:\s?(?:phut|p)\b)?['’]?)[\s,(]*){0,4}"
)
"""When on a day: ``13h30 chiều``, ``lúc 08 giờ 00, thứ Sáu``; it may stand between a preposition and its date."""
CONNECTOR = re.compile(rf"\s*(?P<how>-|den|toi|va|,)?\s*(?:het\s*)?{TIME_OF_DAY}$")
CLOCK_BEFORE = re.compile(r"\d\s?(?:gio|h|g|:)\s?(?:\d{2}(?:\s?phut)?)?['’]?\s*-\s*$")

WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5, "chu nhat": 6, "cn": 6} | {
    str(n): n - 2 for n in range(2, 8)
}
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
