from db.model import Entity, EntityType, Observation, PrintedLabel
from loaders.called import printed_labels

CITY = Entity(EntityType.REGION, "621000", "庆阳市", "621000", "prefecture")


def figure(indicator: str, row: str, column: str) -> Observation:
    return Observation(CITY, indicator, "2024", 1, "人", "1", 9, row=row, column=column)


def test_labels_that_mean_the_indicator_are_its_printed_names() -> None:
    figures = [
        figure("graduates", "庆阳市", "毕业生总数（人）"),
        figure("graduates", "白银市", "毕业生总数（人）"),
        figure("graduates", "1. 毕业人数", "2024 年"),
        figure("entrants", "庆阳市", "办学规模 / 招生数"),
    ]
    assert printed_labels(figures) == [
        PrintedLabel("graduates", "毕业生总数", 2),
        PrintedLabel("graduates", "毕业人数", 1),
        PrintedLabel("entrants", "招生数", 1),
    ]


def test_names_of_regions_years_and_other_indicators_are_not() -> None:
    assert printed_labels([figure("entrants", "庆阳市", "2024 年"), figure("entrants", "毕业生数", "")]) == []
