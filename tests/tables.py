"""Made-up tables of things, and a robot that knows them."""

from companion.app import main as cli
from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant

STAFF = """\
연번,부서,직급,성명,담당업무,내선번호,전화번호
1,기록과,과장,나하늘,기록 보존,2345,055-900-2345
2,기록과,주무관,도윤슬,열람실 운영,2346,0559002346
3,전시과,과장,라보름,전시 기획,2350,055-900-2350
4,전시과,주무관,마가온,도록 제작,2351,055-900-2351
"""
COURSES = """\
강좌명,강사,수강료(원),정원,개강일,요일,장소
민화 교실,바다온,"30,000",15명,2026. 12. 7.,월·목,201호
가야금 초급반,사누리,"45,000",12명,2026. 12. 8.,화,음악실
어린이 탈춤,아다솜,무료,20명,2026. 12. 5.,토,마당
"""
EVENTS = """\
날짜,시간,행사명,장소,입장료
2026-12-05,10:00~11:00,개막식,중앙무대,무료
2026-12-05,14:00~16:00,탈놀이,분수광장,"3,000원"
2026-12-12,19:00~21:00,송년 음악회,대극장,"20,000원"
"""
FLAGS = ("--source", "달무리기록원", "--day", "2026-11-01")


def robot_of_tables(folder, now, *tables):
    """A robot that knows Korean and some tables.

    Args:
        folder: where its profile and the packs are written.
        now: what its clock tells.
        tables: of each its name, its text, and what its rows are.
    """
    packs = ["korean"]
    for name, text, kind in tables:
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        added = ["kb", "add", str(folder / f"{name}.csv"), "--as", kind, "--to", str(folder / name), *FLAGS]
        assert cli.main(added) == 0
        packs.append(f"./{name}")
    (folder / "profile.yaml").write_text(f"packs: [{', '.join(packs)}]\n", encoding="utf-8")
    return Assistant(load_settings(str(folder), environment={}), clock=lambda: now)
