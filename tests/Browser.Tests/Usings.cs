global using Functions.Driver;
global using Microsoft.Playwright;
global using Shouldly;
global using Webhooks.Driver;
global using Xunit;
