# The module from plain HCL. `make modules` writes it to dist/terraform; copy that folder into your repository, or publish it.
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

output "payment_encryption_key_arn" {
  value = module.payment_cryptography.payment_encryption_key_arn
}

output "tokenise_function_arn" {
  value = module.payment_cryptography.tokenise_function_arn
}

output "security_topic_arn" {
  value = module.payment_cryptography.security_topic_arn
}
