import pytest

from companion.base.errors import MissingExtra, UsageError
from companion.models.torch_device import requiring_torch


def test_a_package_that_is_not_installed_names_its_extra():
    missing = pytest.raises(MissingExtra, match=r"the engine needs .*companion-robot\[torch\]")
    with missing, requiring_torch("the engine", "torch"):
        import a_package_that_nobody_has  # noqa: F401


def test_a_library_for_another_torch_is_one_clear_error():
    unfit = pytest.raises(UsageError, match=r"does not fit the installed torch \(libc10_cuda\.so.*from one index$")
    with unfit, requiring_torch("the engine", "torch"):
        raise OSError("libc10_cuda.so: cannot open shared object file")
