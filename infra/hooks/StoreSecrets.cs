// After azd has provisioned: puts into the vault what the app's settings refer to and the vault does not hold yet.
#:property PublishAot=false
#:project Deploying/Deploying.csproj

return await Deploying.Hook.RunAsync(Deploying.SecretStore.FillAsync);
