# Payments, money held for providers, payouts by ACH and the API before them, wired together. README.md beside this file tells how to use it.
terraform {
  required_version = ">= 1.10.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }
}

provider "aws" {
  region = var.aws_region
}

locals {
  # The bank that payouts go by; its numbers are from the agreement with it. Amounts in cents.
  odfi_settings = jsonencode({
    odfi = {
      routingNumber = var.bank.routing_number
      name          = var.bank.name
    }
    company = var.company
    limits = {
      creditCentsMax = 500000
      debitCentsMax  = 500000
      perDay         = { countMax = 50, sumCentsMax = 2000000 }
    }
  })

  # How money is held: for two weeks at most, for a fee of 2.5 per cent.
  escrow_settings = jsonencode({
    holdDays = 14
    feePlans = { standard = { basisPoints = 250, flatCents = 0 } }
  })

  kms_deletion_window_in_days = var.deletion_protection ? 30 : 7
}

# Keys, tables, the card vault. Its outputs are what the other modules ask for, by the same names.
module "payment_cryptography" {
  source = "../../../dist/terraform/payment-cryptography"

  aws_region   = var.aws_region
  environment  = var.environment
  project_name = var.project_name

  payment_cost_baseline_stripe  = var.payment_cost_baseline_stripe
  payment_security_alert_emails = var.alert_emails
  acquirer                      = var.acquirer

  deletion_protection         = var.deletion_protection
  kms_deletion_window_in_days = local.kms_deletion_window_in_days
  force_destroy               = !var.deletion_protection
}

module "payments" {
  source = "../../../dist/terraform/payments"

  aws_region   = var.aws_region
  environment  = var.environment
  project_name = var.project_name

  payment_transactions_table_name = module.payment_cryptography.payment_transactions_table_name
  payment_transactions_table_arn  = module.payment_cryptography.payment_transactions_table_arn
  payment_transactions_stream_arn = module.payment_cryptography.payment_transactions_stream_arn
  escrow_accounts_table_name      = module.payment_cryptography.escrow_accounts_table_name
  escrow_accounts_table_arn       = module.payment_cryptography.escrow_accounts_table_arn
  escrow_accounts_stream_arn      = module.payment_cryptography.escrow_accounts_stream_arn
  escrow_encryption_key_arn       = module.payment_cryptography.escrow_encryption_key_arn
  ach_transfers_table_name        = module.payment_cryptography.ach_transfers_table_name
  ach_transfers_table_arn         = module.payment_cryptography.ach_transfers_table_arn
  ach_transfers_stream_arn        = module.payment_cryptography.ach_transfers_stream_arn
  ach_encryption_key_arn          = module.payment_cryptography.ach_encryption_key_arn
  payment_encryption_key_arn      = module.payment_cryptography.payment_encryption_key_arn
  audit_encryption_key_arn        = module.payment_cryptography.audit_encryption_key_arn
  payment_processor_role_arn      = module.payment_cryptography.payment_processor_role_arn
  tokenise_function_arn           = module.payment_cryptography.tokenise_function_arn
  rail_egress_function_arn        = module.payment_cryptography.rail_egress_function_arn
  artefact_bucket_name            = module.payment_cryptography.artefact_bucket_name

  # Payments by bank account, and their refunds
  ach_debit_rail_function_arn = module.ach.ach_debit_rail_function_arn
  odfi_settings               = local.odfi_settings

  escrow_settings = local.escrow_settings
  default_rail    = var.acquirer
  alert_emails    = var.alert_emails

  deletion_protection         = var.deletion_protection
  kms_deletion_window_in_days = local.kms_deletion_window_in_days
}

module "ach" {
  source = "../../../dist/terraform/ach"

  aws_region   = var.aws_region
  environment  = var.environment
  project_name = var.project_name

  ach_transfers_table_name        = module.payment_cryptography.ach_transfers_table_name
  ach_transfers_table_arn         = module.payment_cryptography.ach_transfers_table_arn
  ach_encryption_key_arn          = module.payment_cryptography.ach_encryption_key_arn
  escrow_accounts_table_name      = module.payment_cryptography.escrow_accounts_table_name
  escrow_accounts_table_arn       = module.payment_cryptography.escrow_accounts_table_arn
  escrow_encryption_key_arn       = module.payment_cryptography.escrow_encryption_key_arn
  payment_transactions_table_name = module.payment_cryptography.payment_transactions_table_name
  payment_transactions_table_arn  = module.payment_cryptography.payment_transactions_table_arn
  payment_encryption_key_arn      = module.payment_cryptography.payment_encryption_key_arn
  audit_encryption_key_arn        = module.payment_cryptography.audit_encryption_key_arn
  artefact_bucket_name            = module.payment_cryptography.artefact_bucket_name
  sns_topic_arn                   = module.payments.alert_topic_arn

  # Nobody else writes to the table of transfers. Escrow names roles of this module, and this one escrow's: Terraform sorts it out.
  ach_writer_role_arns = [
    module.payments.payment_recovery_role_arn,
    module.payments.event_publisher_role_arn,
    module.escrow.escrow_manager_role_arn,
    module.escrow.escrow_releaser_role_arn,
    module.escrow.escrow_payouts_role_arn,
  ]

  odfi_settings          = local.odfi_settings
  sftp_url               = var.sftp.url
  sftp_trusted_host_keys = var.sftp.trusted_host_keys
  sftp_secret_arn        = var.sftp.secret_arn

  deletion_protection         = var.deletion_protection
  kms_deletion_window_in_days = local.kms_deletion_window_in_days
  force_destroy               = !var.deletion_protection
}

module "escrow" {
  source = "../../../dist/terraform/escrow"

  aws_region   = var.aws_region
  environment  = var.environment
  project_name = var.project_name

  escrow_accounts_table_name      = module.payment_cryptography.escrow_accounts_table_name
  escrow_accounts_table_arn       = module.payment_cryptography.escrow_accounts_table_arn
  escrow_encryption_key_arn       = module.payment_cryptography.escrow_encryption_key_arn
  ach_transfers_table_name        = module.payment_cryptography.ach_transfers_table_name
  ach_transfers_table_arn         = module.payment_cryptography.ach_transfers_table_arn
  ach_encryption_key_arn          = module.payment_cryptography.ach_encryption_key_arn
  payment_transactions_table_name = module.payment_cryptography.payment_transactions_table_name
  payment_transactions_table_arn  = module.payment_cryptography.payment_transactions_table_arn
  payment_encryption_key_arn      = module.payment_cryptography.payment_encryption_key_arn
  audit_encryption_key_arn        = module.payment_cryptography.audit_encryption_key_arn
  rail_egress_function_arn        = module.payment_cryptography.rail_egress_function_arn
  artefact_bucket_name            = module.payment_cryptography.artefact_bucket_name
  sns_topic_arn                   = module.payments.alert_topic_arn

  # Nobody else writes to the table that money is held in.
  escrow_writer_role_arns = [
    module.payment_cryptography.payment_processor_role_arn,
    module.payments.refund_processor_role_arn,
    module.payments.payment_recovery_role_arn,
    module.payments.payment_webhook_processor_role_arn,
    module.payments.event_publisher_role_arn,
    module.ach.ach_transfer_manager_role_arn,
    module.ach.ach_batch_optimizer_role_arn,
    module.ach.ach_incoming_role_arn,
  ]

  # Refunds of held money go the way that the payments came.
  ach_debit_rail_function_arn = module.ach.ach_debit_rail_function_arn
  odfi_settings               = local.odfi_settings
  default_rail                = var.acquirer

  escrow_settings = local.escrow_settings

  deletion_protection         = var.deletion_protection
  kms_deletion_window_in_days = local.kms_deletion_window_in_days
}

module "api" {
  source = "../../../dist/terraform/api"

  aws_region   = var.aws_region
  environment  = var.environment
  project_name = var.project_name

  authorisation = var.authorisation

  payment_validator_function_arn         = module.payments.payment_validator_function_arn
  payment_processor_function_arn         = module.payments.payment_processor_function_arn
  payment_reader_function_arn            = module.payments.payment_reader_function_arn
  refund_processor_function_arn          = module.payments.refund_processor_function_arn
  payment_parties_function_arn           = module.payments.payment_parties_function_arn
  payment_tokens_function_arn            = module.payments.payment_tokens_function_arn
  payment_webhook_processor_function_arn = module.payments.payment_webhook_processor_function_arn
  webhook_endpoints_function_arn         = module.payments.webhook_endpoints_function_arn
  escrow_manager_function_arn            = module.escrow.escrow_manager_function_arn
  bank_account_verifier_function_arn     = module.ach.bank_account_verifier_function_arn
  ach_transfer_manager_function_arn      = module.ach.ach_transfer_manager_function_arn

  payment_transactions_table_name = module.payment_cryptography.payment_transactions_table_name
  webhooks_table_name             = module.payments.webhooks_table_name
  webhook_events_queue_url        = module.payments.webhook_events_queue_url
  webhook_deliveries_queue_url    = module.payments.webhook_deliveries_queue_url
  ach_transfers_table_name        = module.payment_cryptography.ach_transfers_table_name
  ach_encryption_key_arn          = module.payment_cryptography.ach_encryption_key_arn
  payment_encryption_key_arn      = module.payment_cryptography.payment_encryption_key_arn
  audit_encryption_key_arn        = module.payment_cryptography.audit_encryption_key_arn
  artefact_bucket_name            = module.payment_cryptography.artefact_bucket_name
  sns_topic_arn                   = module.payments.alert_topic_arn

  manage_account_logging = var.manage_account_logging
}
