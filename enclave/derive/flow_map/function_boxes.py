"""Functions on the map, in groups by the model that they share."""

from enclave.declaration.model import Declaration
from enclave.declaration.model.functions import Function
from enclave.declaration.model.models import Model
from enclave.derive.flow_map.boxes import Box, FunctionBox, ModelBox
from enclave.derive.flow_map.chips import Classes, chips
from enclave.derive.flow_map.text import wrap
from enclave.derive.placement import functions_at

FUNCTION_WIDTH, FUNCTION_GAP = 334, 10
HEAD, FOOT, PADDING, PURPOSE_LINE, PURPOSE_LINES = 36, 12, 14, 16, 2
MODEL_X, MODEL_WIDTH, MODEL_HEIGHT, GROUP_GAP = 356, 126, 84, 18
MEBIBYTES = 1024  # in a gibibyte


def model_boxes(
    declaration: Declaration, site: str, classes: Classes, *, x: float, y: float
) -> tuple[ModelBox, ...]:
    """The models of a site from a point down, each with its functions to its left."""
    here = functions_at(declaration, site)
    users: dict[str, dict[str, Function]] = {}
    for name, function in here.items():
        users.setdefault(function.model, {})[name] = function
    boxes: list[ModelBox] = []
    for name, functions in users.items():
        rows = _functions(classes, functions, x=x, y=y)
        box = Box(
            x=x + MODEL_X,
            y=y,
            width=MODEL_WIDTH,
            height=max(MODEL_HEIGHT, rows[-1].box.bottom - y),
        )
        lines = _model_lines(declaration.models[name])
        boxes.append(ModelBox(box=box, name=name, lines=lines, functions=rows))
        y = box.bottom + GROUP_GAP
    return tuple(boxes)


def _model_lines(model: Model) -> tuple[str, ...]:
    if model.gpu is None:
        return (model.backend, "no GPU")
    memory = model.gpu.memory / MEBIBYTES
    return (model.backend, f"{model.gpu.count} GPU, {memory:g} GiB")


def _functions(
    classes: Classes, functions: dict[str, Function], *, x: float, y: float
) -> tuple[FunctionBox, ...]:
    rows: list[FunctionBox] = []
    for name, function in functions.items():
        row = _function(classes, name, function, x=x, y=y)
        y = row.box.bottom + FUNCTION_GAP
        rows.append(row)
    return tuple(rows)


def _function(
    classes: Classes, name: str, function: Function, *, x: float, y: float
) -> FunctionBox:
    room = FUNCTION_WIDTH - 2 * PADDING
    purpose = wrap(function.purpose, 13, room, lines=PURPOSE_LINES)
    head = HEAD + PURPOSE_LINE * len(purpose)
    made, turn = chips(classes, function, room, x=x + PADDING, y=y + head)
    low = max(box.bottom for box in (turn, *(chip.box for chip in made)))
    return FunctionBox(
        box=Box(x=x, y=y, width=FUNCTION_WIDTH, height=low + FOOT - y),
        name=name,
        purpose=purpose,
        chips=made,
        turn=turn,
        grade=classes.highest(chip.data_class for chip in made),
    )
