using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Cli.Rendering;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Handshakes;

namespace Cli.Sending;

// Asks what a sender asks before it sends events, and holds the answer against the one that the sender expects.
internal sealed class HandshakeSender(ConfiguredSource source, Uri address, SendReport report, TimeProvider clock)
{
    private const int ChallengeLength = 32;

    private readonly HandshakeTerms terms = new(source.Source.Secrets) { VerifyToken = source.Source.VerifyToken, AnswersNewSecrets = source.Source.NewSecret is not null };

    // Whether every answer is as expected.
    public async Task<bool> SendAsync(CancellationToken cancellationToken)
    {
        if (source.Source.Handshakes.All.Count == 0)
        {
            throw new UsageException($"--handshake: {source.Source.Scheme.Name} asks nothing before it sends events.");
        }

        var (all, sent) = (true, 0);
        foreach (var handshake in source.Source.Handshakes.All)
        {
            if (WhyNot(handshake) is { } reason)
            {
                report.Note($"{handshake.Settings.Method} not sent: {reason}");
                continue;
            }

            sent++;
            all &= await SendAsync(handshake, cancellationToken);
        }

        return all && sent > 0;
    }

    // Some are asked only before the source has its secret, others only afterwards.
    private string? WhyNot(Handshake handshake) =>
        handshake.Settings.IsSigned && source.Key is null ? "it is signed, and the source has no secret yet"
        : handshake.Settings.Secret == SecretDelivery.Within && source.Key is not null && !terms.AnswersNewSecrets ? "it brings the secret, and the source has one"
        : null;

    private async Task<bool> SendAsync(Handshake handshake, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var sample = HandshakeSample.Of(handshake, RandomNumberGenerator.GetHexString(ChallengeLength, lowercase: true), source.Source.VerifyToken);
        var delivery = new Delivery(source.Source.Name, sample.Headers, sample.Body, now) { Query = sample.Query };
        if (handshake.Settings.IsSigned)
        {
            delivery = new Composer(source, SendOptions.Default, now).Sign(delivery);
        }

        var expected = source.Source.Handshakes.Answer(
            sample with { Query = delivery.Query, Headers = delivery.Headers, Body = delivery.Body }, terms, source.Source.Scheme, source.Source.ReplayWindow, now);
        var target = new UriBuilder(address) { Query = delivery.Query }.Uri;
        using var poster = new DeliveryPoster(new HttpMethod(sample.Method), target, delivery, clock);
        var view = new SendView(sample.Method, WithoutSecrets(target), source.Source.Name, source.Source.Scheme.Name)
        {
            Bytes = delivery.Body.Length,
            SecretFingerprint = handshake.Settings.IsSigned ? source.Fingerprint : null,
        };
        report.Request($"{view.Method} {view.Url}  {view.Scheme} handshake{(view.SecretFingerprint is { } signer ? $", signed with {signer}" : "")}");
        var isExpected = false;
        await poster.PostAsync(1, 1, result =>
        {
            var problem = Difference(expected, handshake.Settings, result);
            isExpected = problem is null;
            report.Answer(view, result, isExpected);
            report.Request(problem is null ? "  as the sender expects" : $"  not what the sender expects: {problem}");
        }, cancellationToken);
        return isExpected;
    }

    private static string? Difference(HandshakeOutcome? expected, HandshakeSettings settings, SendResult result) => expected switch
    {
        HandshakeOutcome.Answered { Answer: var answer } =>
            result.Status != answer.Status ? $"the status is {SendResult.Name(result.Status)} and must be {answer.Status}"
            : settings is { Method: not "HEAD", Body: not null } && result.Text != answer.Body.Trim() ? "the body differs"
            : answer.Body.Length > 0 && settings.Method != "HEAD" && result.ContentType != answer.ContentType.Split(';')[0] ? $"the content type is {result.ContentType} and must be {answer.ContentType}"
            : answer.Headers.Where(header => !string.Equals(result.Headers.GetValueOrDefault(header.Key), header.Value, StringComparison.Ordinal)).Select(header => $"the header {header.Key} is missing or differs").FirstOrDefault(),
        HandshakeOutcome.Unanswered unanswered => unanswered.Problem,
        _ => "with these settings it is no handshake",
    };

    // Neither a token of the handshake, nor a secret that is a part of the address.
    private string WithoutSecrets(Uri target)
    {
        var text = source.Source.VerifyToken is { Length: > 0 } token ? target.AbsoluteUri.Replace(WebUtility.UrlEncode(token), "(VerifyToken)", StringComparison.Ordinal) : target.AbsoluteUri;
        return source.SecretParameter is { } parameter ? Regex.Replace(text, $"(?<=[?&]{Regex.Escape(parameter)}=)[^&]+", "(secret)", RegexOptions.CultureInvariant) : text;
    }
}
