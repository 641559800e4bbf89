// What ASP.NET Core costs by itself: a body read whole, and 202.

var app = WebApplication.CreateBuilder(args).Build();
app.MapPost("/api/webhooks/{source}", async (HttpRequest request) =>
{
    await request.Body.CopyToAsync(Stream.Null);
    return Results.Accepted();
});
app.Run();
