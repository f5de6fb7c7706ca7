"""A mutant differs from its source in one thing."""

import ast

import pytest

from tests.judges.mutation.mutants import mutants, of_aws

SOURCE = '''
"""What it is."""
aws.kms.Key("it", rotates=True, usage="encrypt", hosts=["a", "b"])
aws.s3.Rule("it", nested=aws.s3.RuleArgs(days=1), tags={"Name": "it"})
say(frozen=True)
Problem(where="here", problem="is wrong", fix="mend it")
'''
IN_AWS = {
    "line 3: aws.kms.Key(rotates) left out": 'aws.kms.Key("it", usage="encrypt", hosts=["a", "b"])',
    "line 3: True turned round": "rotates=False",
    "line 3: aws.kms.Key(usage) left out": "rotates=True, hosts=",
    "line 3: usage='encrypt' replaced": "usage='mutated'",
    "line 3: aws.kms.Key(hosts) left out": "usage='encrypt')",
    "line 3: hosts=['a'] left out": "hosts=['b']",
    "line 3: hosts=['b'] left out": "hosts=['a']",
    "line 4: aws.s3.Rule(nested) left out": "aws.s3.Rule('it', tags=",
    "line 4: aws.s3.Rule(tags) left out": "RuleArgs(days=1))",
    "line 4: aws.s3.RuleArgs(days) left out": "RuleArgs()",
    "line 4: {'Name'} left out": "tags={}",
    "line 4: 'Name': 'it' replaced": "{'Name': 'mutated'}",
}


def found(*, whole: bool) -> dict[str, str]:
    return {
        mutant.label: ast.unparse(mutant.tree)
        for mutant in mutants(SOURCE, within=None if whole else of_aws)
    }


def test_every_change_inside_the_calls_is_made_and_no_other() -> None:
    assert found(whole=False).keys() == IN_AWS.keys()


@pytest.mark.parametrize("label", IN_AWS)
def test_each_changes_what_it_says(label: str) -> None:
    assert IN_AWS[label].replace('"', "'") in found(whole=False)[label]


def test_whole_modules_are_changed_but_for_what_people_read() -> None:
    more = found(whole=True).keys() - IN_AWS.keys()
    assert more == {"line 5: say(frozen) left out", "line 5: True turned round"}
