using System.Collections.Concurrent;
using Functions.Driver;
using Proof.Ordeal;

namespace Proof.Faults;

/// <summary>Nobody is killed; storage is in trouble, now of this kind and now of that, with moments of calm in between.</summary>
internal sealed class Faulting : Hardship
{
    public override int Copies => 3;

    /// <summary>How many requests met which trouble.</summary>
    public ConcurrentDictionary<(string Fault, Service Service), int> Met { get; } = new();

    public override (string? Step, int Times, TimeSpan? Lifetime) Draw(Random random) => (null, 0, null);

    public override async ValueTask<Way> OpenAsync(StorageProcess storage) => new FaultyWay(await FaultyStorage.BeforeAsync(storage.ConnectionString));

    public override async Task AfflictAsync(StorageProcess storage, Way way, Random random, CancellationToken enough)
    {
        var faulty = ((FaultyWay)way).Storage;
        var calm = TimeSpan.FromSeconds(1.5);
        while (!enough.IsCancellationRequested)
        {
            await Task.Delay(calm, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var weather = Weather.Draw(random);
            // The proxy asks under a lock of its own.
            var dice = new Random(random.Next());
            faulty.Do(request => weather.Meets(request) && dice.Next(100) < weather.Share ? Meet(weather) : Fault.None);
            await Task.Delay(random.Next(500, 2_500), enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            faulty.Do(_ => Fault.None);
            calm = TimeSpan.FromMilliseconds(random.Next(0, 500));
        }
    }

    private Fault Meet(Weather weather)
    {
        Met.AddOrUpdate((weather.Name, weather.Service), 1, (_, count) => count + 1);
        return weather.Fault;
    }
}
