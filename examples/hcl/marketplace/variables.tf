variable "aws_region" {
  description = "Region of everything."
  type        = string
  default     = "us-west-2"
}

variable "environment" {
  description = "Suffix of every name, and the API's stage."
  type        = string
  default     = "dev"
}

variable "project_name" {
  description = "In front of every name, so that several uses live in one account."
  type        = string
  default     = "marketplace"
}

variable "bank" {
  description = "The bank that files go to: its routing number, and its name as the file header wants it (at most 23 characters)."
  type        = object({ routing_number = string, name = string })
}

variable "company" {
  description = "Who pays, as the bank knows it: name (at most 16 characters) and identification (10 characters)."
  type        = object({ name = string, identification = string })
}

variable "sftp" {
  description = "The bank's SFTP server. Left out: the bank fetches files from the bucket, and leaves its own there."
  type = object({
    url               = string
    trusted_host_keys = list(string)
    secret_arn        = string
  })
  default = { url = "", trusted_host_keys = [], secret_arn = "" }
}

variable "acquirer" {
  description = "Who takes cards: none, or simulator, which moves no money."
  type        = string
  default     = "none"
}

variable "authorisation" {
  description = "Who may call the API, an API key besides: iam, or api_key for trials."
  type        = string
  default     = "iam"

  validation {
    condition     = contains(["iam", "api_key"], var.authorisation)
    error_message = "authorisation is ${jsonencode(var.authorisation)}: One of iam, api_key. For cognito and jwt hand the module api's variables on."
  }
}

variable "alert_emails" {
  description = "Who hears of alarms."
  type        = list(string)
  default     = []
}

variable "payment_cost_baseline_stripe" {
  description = "Monthly Stripe costs for comparison, in US dollars."
  type        = number
  default     = 2500
}

variable "deletion_protection" {
  description = "Protect tables and keys. Switched off, everything can be destroyed, files and buckets included: for a try, never for production."
  type        = bool
  default     = true
}

variable "manage_account_logging" {
  description = "Set the role by which API Gateway writes logs, which an account has once a Region: switch it off where it is set already."
  type        = bool
  default     = true
}
