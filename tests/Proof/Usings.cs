global using Webhooks.Driver;
