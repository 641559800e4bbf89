using Webhooks.Signatures;

var app = WebApplication.Create(args);
var github = Verifier.For("github", app.Configuration["GITHUB_WEBHOOK_SECRET"]!);

app.MapPost("/webhooks/github", async (HttpRequest request) =>
{
    using var body = new MemoryStream();
    await request.Body.CopyToAsync(body);

    switch (github.Verify(request.Headers, body.ToArray(), TimeProvider.System.GetUtcNow()))
    {
        case VerificationResult.Verified verified:
            app.Logger.LogInformation("{EventType} {EventId}", verified.EventType, verified.EventId);
            return Results.Accepted();
        case VerificationResult.Refused refused:
            app.Logger.LogWarning("{Reason}: {Detail}", refused.Reason, refused.Detail);
            return Results.Unauthorized();
        default:
            return Results.Ok();
    }
});

app.Run();
