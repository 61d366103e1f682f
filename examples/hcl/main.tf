# The modules from plain HCL. `make modules` writes them to dist/terraform; copy that folder into your repository, or publish it. The folder
# marketplace has ACH too.
terraform {
  required_version = ">= 1.10.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }
}

variable "disposable" {
  description = "Make everything deletable: for a try, never for production."
  type        = bool
  default     = false
}

provider "aws" {
  region = "us-west-2"
}

resource "aws_sns_topic" "security_alerts" {
  name              = "ecosystemaws-security-alerts"
  kms_master_key_id = "alias/aws/sns"
}

module "payment_cryptography" {
  source = "../../dist/terraform/payment-cryptography"

  # Core configuration
  aws_region   = "us-west-2"
  environment  = "prod"
  project_name = "ecosystemaws"

  # Payment configuration
  enable_payment_cryptography = true
  payment_key_spec            = "AES_256"

  # Cost tracking
  payment_cost_baseline_stripe        = 10000 # Monthly Stripe costs
  target_payment_cost_savings_percent = 98    # Target savings

  # Security alerts
  payment_security_alert_emails = ["security@company.com"]
  sns_topic_arn                 = aws_sns_topic.security_alerts.arn

  # Beyond the example of the source document: what a try needs to be taken down again.
  deletion_protection         = !var.disposable
  kms_deletion_window_in_days = var.disposable ? 7 : 30
  force_destroy               = var.disposable
}

module "payments" {
  source = "../../dist/terraform/payments"

  aws_region   = "us-west-2"
  environment  = "prod"
  project_name = "ecosystemaws"

  # The ground it stands on
  payment_transactions_table_name = module.payment_cryptography.payment_transactions_table_name
  payment_transactions_table_arn  = module.payment_cryptography.payment_transactions_table_arn
  payment_transactions_stream_arn = module.payment_cryptography.payment_transactions_stream_arn
  escrow_accounts_table_name      = module.payment_cryptography.escrow_accounts_table_name
  escrow_accounts_table_arn       = module.payment_cryptography.escrow_accounts_table_arn
  escrow_accounts_stream_arn      = module.payment_cryptography.escrow_accounts_stream_arn
  escrow_encryption_key_arn       = module.payment_cryptography.escrow_encryption_key_arn
  payment_encryption_key_arn      = module.payment_cryptography.payment_encryption_key_arn
  audit_encryption_key_arn        = module.payment_cryptography.audit_encryption_key_arn
  payment_processor_role_arn      = module.payment_cryptography.payment_processor_role_arn
  tokenise_function_arn           = module.payment_cryptography.tokenise_function_arn
  rail_egress_function_arn        = module.payment_cryptography.rail_egress_function_arn
  artefact_bucket_name            = module.payment_cryptography.artefact_bucket_name

  # Limits, in cents
  payment_cents_max  = 2000000
  review_above_cents = 1000000

  # How money is held; the module escrow reads the same
  escrow_settings = jsonencode({
    holdDays = 14
    feePlans = { standard = { basisPoints = 250, flatCents = 0 } }
  })

  alert_emails = ["ops@company.com"]

  deletion_protection         = !var.disposable
  kms_deletion_window_in_days = var.disposable ? 7 : 30
}

module "escrow" {
  source = "../../dist/terraform/escrow"

  aws_region   = "us-west-2"
  environment  = "prod"
  project_name = "ecosystemaws"

  escrow_accounts_table_name = module.payment_cryptography.escrow_accounts_table_name
  escrow_accounts_table_arn  = module.payment_cryptography.escrow_accounts_table_arn
  escrow_encryption_key_arn  = module.payment_cryptography.escrow_encryption_key_arn
  escrow_settings            = module.payments.escrow_settings

  # Nobody else writes to the table
  escrow_writer_role_arns = [
    module.payment_cryptography.payment_processor_role_arn,
    module.payments.refund_processor_role_arn,
    module.payments.payment_recovery_role_arn,
    module.payments.payment_webhook_processor_role_arn,
    module.payments.event_publisher_role_arn,
  ]

  payment_transactions_table_name = module.payment_cryptography.payment_transactions_table_name
  payment_transactions_table_arn  = module.payment_cryptography.payment_transactions_table_arn
  payment_encryption_key_arn      = module.payment_cryptography.payment_encryption_key_arn
  audit_encryption_key_arn        = module.payment_cryptography.audit_encryption_key_arn
  rail_egress_function_arn        = module.payment_cryptography.rail_egress_function_arn
  artefact_bucket_name            = module.payment_cryptography.artefact_bucket_name
  sns_topic_arn                   = module.payments.alert_topic_arn

  deletion_protection         = !var.disposable
  kms_deletion_window_in_days = var.disposable ? 7 : 30
}

module "api" {
  source = "../../dist/terraform/api"

  aws_region   = "us-west-2"
  environment  = "prod"
  project_name = "ecosystemaws"

  # Who may call: IAM principals that sign, with an API key besides
  authorisation = "iam"

  payment_validator_function_arn         = module.payments.payment_validator_function_arn
  payment_processor_function_arn         = module.payments.payment_processor_function_arn
  payment_reader_function_arn            = module.payments.payment_reader_function_arn
  refund_processor_function_arn          = module.payments.refund_processor_function_arn
  payment_parties_function_arn           = module.payments.payment_parties_function_arn
  payment_tokens_function_arn            = module.payments.payment_tokens_function_arn
  payment_webhook_processor_function_arn = module.payments.payment_webhook_processor_function_arn
  webhook_endpoints_function_arn         = module.payments.webhook_endpoints_function_arn
  escrow_manager_function_arn            = module.escrow.escrow_manager_function_arn

  payment_transactions_table_name = module.payment_cryptography.payment_transactions_table_name
  webhooks_table_name             = module.payments.webhooks_table_name
  webhook_events_queue_url        = module.payments.webhook_events_queue_url
  webhook_deliveries_queue_url    = module.payments.webhook_deliveries_queue_url
  payment_encryption_key_arn      = module.payment_cryptography.payment_encryption_key_arn
  audit_encryption_key_arn        = module.payment_cryptography.audit_encryption_key_arn
  artefact_bucket_name            = module.payment_cryptography.artefact_bucket_name
  sns_topic_arn                   = module.payments.alert_topic_arn

  # A try leaves the account's own settings alone
  manage_account_logging = !var.disposable
}

output "payment_encryption_key_arn" {
  value = module.payment_cryptography.payment_encryption_key_arn
}

output "tokenise_function_arn" {
  value = module.payment_cryptography.tokenise_function_arn
}

output "security_topic_arn" {
  value = module.payment_cryptography.security_topic_arn
}

output "api_url" {
  value = module.api.api_url
}

output "api_key" {
  value     = module.api.api_key
  sensitive = true
}
