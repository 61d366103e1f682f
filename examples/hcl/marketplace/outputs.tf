output "api_url" {
  description = "Base address of the API."
  value       = module.api.api_url
}

output "api_key" {
  description = "For the header x-api-key."
  value       = module.api.api_key
  sensitive   = true
}

output "api_execution_arn" {
  description = "By which IAM policies name the operations that a caller may sign for."
  value       = module.api.api_execution_arn
}

output "event_bus_name" {
  description = "Bus with the platform's events."
  value       = module.payments.event_bus_name
}

output "alert_topic_arn" {
  description = "Topic that alarms go to; security's are on a topic of their own."
  value       = module.payments.alert_topic_arn
}

output "security_topic_arn" {
  description = "Topic of security alarms."
  value       = module.payment_cryptography.security_topic_arn
}

output "sender_secret_arn" {
  description = "Secret that wants a value: what acquirers and banks sign their notices by."
  value       = module.payments.sender_secret_arn
}

output "ach_files_bucket_name" {
  description = "Bucket of the bank's files, both ways."
  value       = module.ach.ach_files_bucket_name
}

output "ach_connector_id" {
  description = "Connector to the bank's SFTP server; empty where there is none."
  value       = module.ach.ach_connector_id
}
