from enclave.problems import ExitCode, Problem


def test_reads_as_where_what_fix_on_one_line() -> None:
    problem = Problem(where="enclave.yaml:4:32", problem="NO was read\nas false", fix='"NO"')
    assert str(problem) == 'enclave.yaml:4:32 NO was read\\nas false. Fix: "NO".'


def test_ends_the_command_with_could_not_look() -> None:
    assert Problem(where="a", problem="b", fix="c").exit_code is ExitCode.COULD_NOT_LOOK
