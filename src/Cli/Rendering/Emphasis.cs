namespace Cli.Rendering;

// What the colour of a text means; its words say the same.
internal enum Emphasis
{
    None,
    Muted,
    Success,
    Pending,
    Error,
}
