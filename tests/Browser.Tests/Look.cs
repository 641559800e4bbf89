namespace Browser.Tests;

/// <summary>A size of the window, and a theme.</summary>
internal sealed record Look(int Width, int Height, bool Dark)
{
    public static readonly Look Desktop = new(1280, 800, Dark: false);

    public static readonly Look Phone = new(390, 844, Dark: false);

    public static IReadOnlyList<Look> All { get; } = [Desktop, Desktop with { Dark = true }, Phone, Phone with { Dark = true }];

    public override string ToString() => $"{(Width < 600 ? "phone" : "desktop")}-{(Dark ? "dark" : "light")}";
}
