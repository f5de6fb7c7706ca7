from enclave.rehearsal.inherited import without_cloud


def test_a_users_cloud_settings_do_not_reach_the_engine() -> None:
    inherited = {
        "AWS_PROFILE": "prod",
        "PULUMI_ACCESS_TOKEN": "x",
        "https_proxy": "http://proxy.example",
        "HOME": "/home/user",
    }
    assert without_cloud(inherited) == {"HOME": "/home/user"}


def test_what_a_shell_keeps_of_them_does_not_either() -> None:
    inherited = {"ENCLAVE_BEFORE": "AWS_PROFILE", "ENCLAVE_BEFORE_AWS_PROFILE": "prod"}
    assert without_cloud(inherited) == {}
