"""The sources named by the tables, and the words at the head of each table."""

FACT = "facts of an official publication"
SOURCES = [
    # id, citation, url, licence (no commas: the tables are plain)
    ("wpp2024", "United Nations DESA Population Division: World Population Prospects 2024; China; single ages and the 2015"
     " population are derived estimates", "https://population.un.org/wpp", "CC BY 3.0 IGO; changed"),
    ("census2020", "Puyang bulletin of the seventh census (2020): residents; sexes; age groups; changes since 2010",
     "https://tjgb.hongheiku.com/10570.html", FACT),
    ("census2010_areas", "Sixth census (2010) by county-level area; recalled; the six figures add to the published total",
     "https://tjgb.hongheiku.com/10570.html", FACT),
    ("census2010_henan", "Sixth census (2010): Henan residents by sex", "http://cn.chinagate.cn", FACT),
    ("bulletin2016", "Puyang statistical bulletins of 2016; 2019 and 2022 (digests): residents; births; deaths",
     "https://p2.ttnews.xyz", FACT),
    ("units2020", "Residents of the units in 2020: Taiqian and the census area of Hualong as published; the rest a draft"
     " that adds to the city", "https://en.wikipedia.org/wiki/Puyang", "facts; compiled by this project"),
    ("finance_q1", "Puyang finance bureau: general public budget by unit; January to March (year inferred: 2020)",
     "https://caizheng.puyang.gov.cn/pc/fwzx.asp?a=newsview-4516", FACT),
    ("taiqian2020", "Taiqian County: general budget revenue of 2020: 503 million yuan",
     "https://baike.baidu.com/item/台前县", "fact"),
    ("wages", "Henan mean wages 1995-2015 as collected in liubigfatty/pension-calculator; Puyang 2016 bounded by the"
     " Henan bureau of statistics' ranking", "https://github.com/liubigfatty/pension-calculator", "facts"),
    ("rates", "Interest credited to individual accounts 1996-2015 as collected in liubigfatty/pension-calculator",
     "https://github.com/liubigfatty/pension-calculator", "facts"),
    ("henan_scheme", "China Statistical Yearbooks: Henan 2010 and 2024: insured 809.0 and 2028.4; retirees 270.3 and 608.1 (ten"
     " thousand); expenditure 420.3 and 2526.4; balance 499.0 and 1646.9 (100 million yuan); 2024 with public employers", "https://www.stats.gov.cn/sj/ndsj/2011/html/V2140e.htm", FACT),
    ("paying2015", "Share of insured employees who pay: 80.3 % in 2015 (China social insurance development report; recalled)",
     "https://www.mohrss.gov.cn", "fact; to be confirmed"),
    ("city_bases2025", "Benefit bases of Henan cities 2025: Kaifeng and Xinxiang 6385 against the province's 6738",
     "https://github.com/liubigfatty/pension-calculator", "facts"),
    ("policy44", "Puyang municipal government document 2016 No. 44 (濮政〔2016〕44号): names the units and the 80 % rule until 2015",
     "https://www.puyang.gov.cn", "official document"),
    ("oilfield", "State Council document 1998 No. 28 moved eleven centrally managed industries (oil included) to the provinces'"
     " pools; that the Zhongyuan Oil Field is still there is general knowledge", "https://www.gov.cn", "to be confirmed"),
    ("method", "Synthetic or estimated by this project; the method is told in docs/data.md and tools/puyang", "docs/data.md",
     "Apache-2.0"),
]

WPP_LINE = "derived from United Nations DESA World Population Prospects 2024 (CC BY 3.0 IGO); changed"
OWN_LINE = "made by this project; see docs/data.md for the method"
