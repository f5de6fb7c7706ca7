"""The request matrix: one row a request, by the kind of policy that a row is mostly about."""

from collections.abc import Iterator
from itertools import chain

from tests.judges.iam.estate import Estate
from tests.judges.iam.matrix.aws_owned import aws_owned_rows
from tests.judges.iam.matrix.boundary import boundary_rows
from tests.judges.iam.matrix.buckets import bucket_rows, class_key_rows
from tests.judges.iam.matrix.deployer import deployer_rows
from tests.judges.iam.matrix.endpoints import endpoint_rows, own_endpoint_rows
from tests.judges.iam.matrix.keys import key_rows
from tests.judges.iam.matrix.needed import needed_rows
from tests.judges.iam.matrix.neighbours import neighbour_rows
from tests.judges.iam.matrix.organization import organization_rows
from tests.judges.iam.matrix.perimeter import perimeter_rows
from tests.judges.iam.matrix.strangers import stranger_rows
from tests.judges.iam.matrix.trust import trust_rows
from tests.judges.iam.rows import Row

_OF_THE_ESTATE = (class_key_rows, own_endpoint_rows, trust_rows, needed_rows, neighbour_rows)


def matrix(estate: Estate) -> Iterator[Row]:
    """Every row that speaks of what one estate has."""
    tables = (
        organization_rows,
        endpoint_rows,
        aws_owned_rows,
        bucket_rows,
        key_rows,
        boundary_rows,
        deployer_rows,
        stranger_rows,
        perimeter_rows,
    )
    written = chain.from_iterable(table() for table in tables)
    return filter(estate.has, chain(written, *(table(estate) for table in _OF_THE_ESTATE)))
