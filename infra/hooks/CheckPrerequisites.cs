// Before azd provisions: is everything here that it needs, and will the receiver accept what the parameters say?
// Without PublishAot=false each run would first download a native compiler that it does not need.
#:property PublishAot=false
#:project Deploying/Deploying.csproj

return await Deploying.Hook.RunAsync(Deploying.Prerequisites.CheckAsync);
