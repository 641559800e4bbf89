global using Shouldly;
global using Webhooks.Driver;
global using Webhooks.Signatures.Schemes;
global using Webhooks.Signatures.Secrets;
global using Xunit;
