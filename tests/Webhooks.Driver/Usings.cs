global using Shouldly;
global using Webhooks.Signatures.Schemes;
global using Webhooks.Signatures.Secrets;
