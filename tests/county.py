"""A made-up county: offices, a museum and its directors, a contest and its champions."""

PEOPLE = """\
entities:
  - {id: han, type: person, name: 한나래}
  - {id: min, type: person, name: 민들레}
  - {id: seo, type: person, name: 서리태}
  - {id: noh, type: person, name: 노고단}
  - {id: bae, type: person, name: 배롱나}
  - {id: goo, type: person, name: 구절초}
  - {id: saebeol, type: organisation, name: 새벌시}
"""
OFFICES = """\
entities:
  - id: governor
    type: office
    name: 다온도지사
    aliases: [도지사]
    title: 지사
    region: 다온도
    term_years: 4
    term_source: 다온도 조례
    known: 2026-11-01
    confidence: high
    source: 다온일보
    holder:
      - {value: bae, order: 3}
      - {value: han, order: 4, from: 2014-07-01, to: 2018-06-30}
      - {value: min, order: 5, from: 2018-07-01, to: 2021-03-31, ended_by: 선거법 위반으로 물러났어요}
      - {value: noh, acting: 부지사, from: 2021-04-01, to: 2021-06-30}
      - {value: seo, acting: 기획실장, from: 2021-07-01, to: 2022-05-31}
      - {value: noh, acting: 부지사, from: 2022-06-01, to: 2022-06-30}
      - {value: goo, order: 6, from: 2022-07-01, to: 2026-06-30, suspended_from: 2026-05-01,
         suspended_to: 2026-06-30, suspended_by: 재판}
      - {value: min, order: 7, from: 2026-07-01}
  - id: mayor
    type: office
    name: 새벌시장
    title: 시장
    region: 새벌시
    term_years: 4
    term_source: 새벌시 조례
    known: 2026-11-01
    confidence: high
    source: 다온일보
    holder:
      - {value: goo, order: [2, 3], from: 2010-07-01, to: 2018-06-30}
      - {value: han, order: [4, 5, 6], from: 2018-07-01}
  - {id: deputy-1, type: office, name: 새벌시 제1부시장, title: 부시장, region: 새벌시, known: 2026-11-01,
     confidence: high, source: 다온일보, holder: [{value: seo, from: 2024-01-01}]}
  - {id: deputy-2, type: office, name: 새벌시 제2부시장, title: 부시장, region: 새벌시}
"""
ELSEWHERE = """\
entities:
  - {id: nari, type: person, name: 나리꽃}
  - {id: dal, type: person, name: 달맞이}
  - {id: sol, type: person, name: 솔방울}
  - id: museum
    type: museum
    name: 다온박물관
    known: 2026-11-01
    confidence: high
    source: 다온일보
    director:
      - {value: nari, order: 1, from: 2012-03-01, to: 2016-02-29, ended_by: 정년으로 물러났어요}
      - {value: seo, order: 2, from: 2016-03-01, to: 2020-12-31}
      - {value: dal, order: 3, from: 2021-01-01}
  - id: wrestling
    type: contest
    name: 다온씨름대회
    known: 2026-11-01
    confidence: high
    source: 다온일보
    champion:
      - {value: sol, order: 1, from: 2015-10-01, to: 2019-09-30}
      - {value: dal, order: 2, from: 2019-10-01, to: 2023-09-30}
      - {value: sol, order: 3, from: 2023-10-01}
"""
MANIFEST = """\
needs: [korean]
types:
  - {id: museum, noun: 박물관, counter: 곳, supertypes: [place]}
  - {id: contest, noun: 대회, counter: 개}
relations:
  - {id: director, label: 관장, of: [museum], value: person, one_at_a_time: true, nouns: [관장]}
  - {id: champion, label: 챔피언, of: [contest], value: person, one_at_a_time: true, nouns: [챔피언]}
"""
