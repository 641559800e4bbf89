namespace Proof.Fuzz;

/// <summary>Makes cases: honest ones, touched ones, signed ones with strange content, and forgeries.</summary>
internal sealed class CaseMaker(IReadOnlyList<Specimen> corpus)
{
    // A body of hundreds of kilobytes costs as much as hundreds of others.
    private const int SwollenShare = 2_000;

    public Case Make(Dice dice)
    {
        var specimen = dice.Pick(corpus);
        if (dice.OneIn(SwollenShare) && specimen.Spots.Count > 0)
        {
            return Swollen(specimen, dice);
        }

        return dice.Next(21) switch
        {
            0 => Honest(specimen),
            < 9 => Touched(specimen, dice),
            < 15 => SignedStrange(specimen, dice),
            < 17 when Mover.Moved(specimen, dice) is { } moved => moved,
            _ => Forged(specimen, dice),
        };
    }

    public static Case Honest(Specimen specimen) => new(specimen, "honest", Original(specimen)) { IsHonest = true };

    /// <summary>A signed delivery in which something is changed afterwards.</summary>
    private static Case Touched(Specimen specimen, Dice dice)
    {
        var sent = Original(specimen);
        if (!dice.OneIn(3))
        {
            sent = sent.With(Mutation.OfBody(sent.Body, specimen.Spots, dice));
        }

        if (sent.Query.Length > 0 && dice.OneIn(3))
        {
            sent = sent.WithQuery(Mutation.OfText(sent.Query, dice));
        }

        for (var change = sent.Body == specimen.Body ? 1 + dice.Next(3) : dice.Next(2); change > 0 && sent.Headers.Count > 0; change--)
        {
            Touch(sent.Headers, dice);
        }

        // Whatever else was done to it: another body under a signature that nobody has made for it.
        var isSigned = specimen.Manner.Covered(sent.Body).AsSpan().SequenceEqual(specimen.Manner.Covered(specimen.Body));
        return new(specimen, "touched", sent) { IsForged = !isSigned };
    }

    private static void Touch(List<(string Name, string Value)> headers, Dice dice)
    {
        var at = dice.Next(headers.Count);
        var (name, value) = headers[at];
        switch (dice.Next(8))
        {
            case 0:
                headers.RemoveAt(at);
                break;
            case 1:
                headers.Insert(at, (name, dice.OneIn(2) ? value : Mutation.OfText(value, dice)));
                break;
            case 2:
                headers[at] = (name, dice.Pick(headers).Value);
                break;
            case 3:
                headers[at] = (name.ToUpperInvariant(), value);
                break;
            default:
                headers[at] = (name, Mutation.OfText(value, dice));
                break;
        }
    }

    /// <summary>Signed by the sender, over content that no sender sends: what stands behind the signature has to cope.</summary>
    private static Case SignedStrange(Specimen specimen, Dice dice)
    {
        var body = dice.OneIn(6) ? specimen.Body : Mutation.OfBody(specimen.Body, specimen.Spots, dice);
        var id = dice.OneIn(6) ? Mutation.OfText(specimen.Id, dice) : null;
        var time = !dice.OneIn(6) ? specimen.Time : dice.OneIn(2) ? Mutation.OfText(specimen.Time, dice) : Times.Near(specimen.Now, specimen.Manner.TimeFormat, dice);
        // A sender that names the headers that it signs may name fewer.
        var names = specimen.Names.Length > 0 && dice.OneIn(4) ? dice.Pick(specimen.Names.Split(' ')) : specimen.Names;
        var sent = specimen.Sign(body, specimen.Key, id, specimen.Usual with { Time = time, Names = names });
        if (dice.OneIn(8))
        {
            Touch(sent.Headers, dice);
        }

        return new(specimen, "signed, strange", sent);
    }

    private Case Forged(Specimen specimen, Dice dice)
    {
        var other = dice.Pick(corpus);
        var body = dice.OneIn(2) ? specimen.Body : Mutation.OfBody(specimen.Body, specimen.Spots, dice);
        var sent = dice.Next(6) switch
        {
            0 => specimen.Sign(body, SenderKey.Stolen([])),
            1 => specimen.Sign(body, specimen.ExpiredKey),
            2 => specimen.Sign(body, SenderKey.Stolen(dice.OneIn(2) ? dice.Bytes(32) : specimen.Key.Bytes[..^(specimen.Key.IsPublic ? 0 : 1)])),
            3 when other.Source.Name != specimen.Source.Name => specimen.Sign(body, other.Key),
            4 => Forgeries.Misframed(specimen, body, dice),
            _ => Forgeries.Miswritten(specimen, body, dice),
        };
        return new(specimen, "forged", sent) { IsForged = true };
    }

    /// <summary>Signed, and as long as the receiver takes them: whoever copies a body shows it here.</summary>
    private static Case Swollen(Specimen specimen, Dice dice)
    {
        var spot = dice.Pick(specimen.Spots);
        byte[] body = [.. specimen.Body[..spot.Value.End], .. Enumerable.Repeat((byte)' ', 400_000 + dice.Next(300_000)), .. specimen.Body[spot.Value.End..]];
        return new(specimen, "swollen", specimen.Sign(body, specimen.Key));
    }

    private static Message Original(Specimen specimen) => specimen.Published is { } published
        ? specimen.WithSignature(specimen.Unsigned(specimen.Body), published)
        : specimen.Sign(specimen.Body, specimen.Key);
}
