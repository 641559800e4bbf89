// After azd has deployed: where the senders deliver, and what to do next.
#:property PublishAot=false
#:project Deploying/Deploying.csproj

return await Deploying.Hook.RunAsync(Deploying.Endpoints.ShowAsync);
