global using Shouldly;
global using Webhooks.Driver;
global using Xunit;
