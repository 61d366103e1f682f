"""REST APIs are served by the front door (local/gateway/services/rest-api), which asks here who has signed a request and whether IAM lets them."""
import json, re

from ministack import app
from ministack.services import apigateway_v1

async def identify(api_id, stage, method, path, headers, body, query_params):
    """Reached once the signature and the caller's policies have been checked: answers who that is."""
    identity = apigateway_v1._iam_caller_identity(headers, query_params) or {}
    return 200, {"Content-Type": "application/json", "x-local-identity": "1"}, json.dumps(identity).encode()

def correct():
    apigateway_v1.handle_execute = identify
    app._EXECUTE_API_RE = re.compile(r"^([a-f0-9]{8})\.execute-api\.[\w-]+\.amazonaws\.com(?::\d+)?$")
