global using Shouldly;
global using Webhooks.Secrets;
global using Webhooks.Signatures;
global using Xunit;
