namespace Browser.Tests;

// A size of the window, and a theme.
internal sealed record Viewport(int Width, int Height, bool Dark)
{
    public static readonly Viewport Desktop = new(1280, 800, Dark: false);

    public static readonly Viewport Phone = new(390, 844, Dark: false);

    public static IReadOnlyList<Viewport> All { get; } = [Desktop, Desktop with { Dark = true }, Phone, Phone with { Dark = true }];

    public override string ToString() => $"{(Width < 600 ? "phone" : "desktop")}-{(Dark ? "dark" : "light")}";
}
