"""The content security policy that each page carries."""

from portal.security import content_security_policy, with_policy

PAGE = '<head><meta charset="utf-8"><script>go()</script><script src="a.js"></script></head>'


def test_an_inline_script_is_let_through_by_its_hash() -> None:
    policy = content_security_policy(PAGE, [])
    assert "script-src 'self' 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='" in policy


def test_nothing_is_let_through_by_an_unsafe_word() -> None:
    assert "unsafe" not in content_security_policy(PAGE, ["https://api.example.com"])


def test_data_in_a_script_element_needs_no_hash() -> None:
    assert "sha256" not in content_security_policy('<script type="application/json">{"a": 1}</script>', [])


def test_only_the_functions_and_the_storage_may_be_called() -> None:
    policy = content_security_policy(PAGE, ["https://api.example.com/", "", "https://files.example.com"])
    assert "connect-src 'self' https://api.example.com https://files.example.com;" in policy


def test_the_policy_comes_before_anything_that_it_governs() -> None:
    page = with_policy(PAGE, [])
    assert page.startswith(
        '<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src'
    )
