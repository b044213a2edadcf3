namespace Rsg.Reporting.Drawing;

/// <summary>A colour by what it is for, as it is on a light and on a dark page.</summary>
/// <param name="Name">Its name as a custom property of CSS, without the two dashes.</param>
/// <param name="Light">On a light page, as <c>#rrggbb</c>.</param>
/// <param name="Dark">On a dark page.</param>
internal sealed record Ink(string Name, string Light, string Dark)
{
    public static readonly Ink Text = new("text", "#1a1d21", "#eceef1");
    public static readonly Ink Muted = new("muted", "#59626d", "#a2abb6");
    public static readonly Ink Line = new("line", "#e2e5ea", "#333a43");
    public static readonly Ink Surface = new("surface", "#ffffff", "#1b1f25");
    public static readonly Ink Page = new("page", "#f5f6f8", "#12151a");

    /// <summary>Text on a strong <see cref="Series"/> colour.</summary>
    public static readonly Ink OnStrong = new("on-strong", "#ffffff", "#0d1013");

    /// <summary>What is distinguished: colours of Okabe and Ito, which colour-blind readers tell apart, a little lighter on a dark page.</summary>
    public static readonly Ink[] Series =
    [
        new("s0", "#0072b2", "#56b4e9"),
        new("s1", "#d55e00", "#ff8f45"),
        new("s2", "#009e73", "#2fc79b"),
        new("s3", "#b8558f", "#e59bc8"),
        new("s4", "#b97f00", "#f0b93a"),
        new("s5", "#4f5bd5", "#a3adff"),
    ];

    public static IEnumerable<Ink> All => [Text, Muted, Line, Surface, Page, OnStrong, .. Series];

    /// <summary>Of more than there are colours for, the next begin again; their lines are dashed.</summary>
    public static Ink OfSeries(int index) => Series[index % Series.Length];
}
