"""What the emulator's evaluation of IAM policies lacks: condition keys, the role behind a session, the stream behind an iterator."""
import base64, json, re

from ministack import app
from ministack.core import iam_evaluator
from ministack.core.responses import get_account_id

def correct_kms_conditions():
    """Policies may name kms:EncryptionContext:<key> and kms:EncryptionContextKeys."""
    enforce = iam_evaluator.enforce
    def enforce_with_context(key, action, service, region, resource_arn="*", service_context=None):
        signed = iam_evaluator._signed_request.get()
        context = json.loads(signed.body or b"{}").get("EncryptionContext") if service == "kms" and signed else None
        if context:
            pairs = {f"kms:EncryptionContext:{name}": value for name, value in context.items()}
            service_context = {**(service_context or {}), **pairs, "kms:EncryptionContextKeys": list(context)}
        return enforce(key, action, service, region, resource_arn, service_context)
    iam_evaluator.enforce = enforce_with_context

def correct_stream_resources():
    """A call on a DynamoDB stream is a call on that stream, which it names by ARN or by an iterator, and not on everything."""
    enforce = iam_evaluator.enforce
    def enforce_on_stream(key, action, service, region, resource_arn="*", service_context=None):
        signed = iam_evaluator._signed_request.get()
        if resource_arn == "*" and signed and action in ("dynamodb:DescribeStream", "dynamodb:GetShardIterator", "dynamodb:GetRecords"):
            request = json.loads(signed.body or b"{}")
            resource_arn = request.get("StreamArn") or stream_of(request.get("ShardIterator")) or "*"
        return enforce(key, action, service, region, resource_arn, service_context)
    iam_evaluator.enforce = enforce_on_stream

def stream_of(iterator):
    """The stream that the emulator's own iterator, JSON in Base64, belongs to; None where it is none of its iterators."""
    try:
        return json.loads(base64.urlsafe_b64decode(iterator)).get("arn")
    except (TypeError, ValueError, AttributeError):
        return None

def correct_connector_resources():
    """A call about an SFTP connector is a call on that connector: those are served by the front door (local/gateway/services/transfer)."""
    enforce = iam_evaluator.enforce
    def enforce_on_connector(key, action, service, region, resource_arn="*", service_context=None):
        signed = iam_evaluator._signed_request.get()
        if service == "transfer" and resource_arn == "*" and signed:
            request = json.loads(signed.body or b"{}")
            connector = request.get("ConnectorId") and f"arn:aws:transfer:{region}:{get_account_id()}:connector/{request['ConnectorId']}"
            resource_arn = request.get("Arn") or connector or "*"
        return enforce(key, action, service, region, resource_arn, service_context)
    iam_evaluator.enforce = enforce_on_connector

def correct_batches():
    """SQS has no actions of its own for batches: what allows a call allows a batch of it."""
    enforce = iam_evaluator.enforce
    def enforce_single(key, action, service, *arguments, **options):
        return enforce(key, action.removesuffix("Batch") if service == "sqs" else action, service, *arguments, **options)
    iam_evaluator.enforce = enforce_single

def correct_callers():
    """For a role's session aws:PrincipalArn is the role's ARN; each answer tells the front door, which keeps it to itself, who called."""
    resolve, dispatch = iam_evaluator._resolve_condition_key, app._dispatch_service_request
    def resolve_role(key, context):
        value = resolve(key, context)
        return re.sub(r":sts:(.*):assumed-role/([^/]+)/.*", r":iam:\1:role/\2", value) if key.lower() == "aws:principalarn" else value
    async def dispatch_and_name(*arguments):
        status, headers, body = await dispatch(*arguments)
        return status, {**headers, "x-local-caller": iam_evaluator.caller_arn()}, body
    iam_evaluator._resolve_condition_key, app._dispatch_service_request = resolve_role, dispatch_and_name

def correct():
    for correction in (correct_kms_conditions, correct_stream_resources, correct_connector_resources, correct_batches, correct_callers):
        correction()
