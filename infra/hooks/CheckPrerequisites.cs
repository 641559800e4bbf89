// Before azd provisions: is everything here that it needs, and will the receiver accept what the parameters say?
// PublishAot: else a run asks the feed for a compiler that it does not need.
#:property PublishAot=false
#:project Deploying/Deploying.csproj

return await Deploying.Hook.RunAsync(Deploying.Prerequisites.CheckAsync);
