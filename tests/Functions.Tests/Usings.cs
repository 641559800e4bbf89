global using Functions.Driver;
global using Shouldly;
global using Webhooks.Driver;
global using Xunit;
global using RepositoryRoot = Functions.Driver.RepositoryRoot;
