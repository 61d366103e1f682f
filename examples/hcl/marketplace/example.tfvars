# A try: a bank that does not exist, no money, everything deletable.
bank    = { routing_number = "110000000", name = "EXAMPLE BANK" }
company = { name = "MARKETPLACE", identification = "1000000000" }

acquirer               = "simulator"
authorisation          = "api_key"
deletion_protection    = false
manage_account_logging = false
