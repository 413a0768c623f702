namespace OrleansNews.Demo;

/// <summary>What <see cref="DemoNewspaper.FillAsync"/> did.</summary>
/// <param name="WasEmpty">Whether the newspaper was empty; if not, nothing was done.</param>
/// <param name="Stories">Stories published.</param>
/// <param name="Comments">Comments posted.</param>
/// <param name="Problems">What did not work, as sentences.</param>
internal sealed record DemoOutcome(bool WasEmpty, int Stories, int Comments, IReadOnlyList<string> Problems)
{
    /// <summary>Entries of live stories.</summary>
    public int Entries { get; init; }

    /// <summary>Pictures.</summary>
    public int Pictures { get; init; }

    public override string ToString() => this switch
    {
        { WasEmpty: false } => "There are stories in this data folder already: the demo newspaper was left out. Use an empty folder with --data DIR to see it.",
        { Problems.Count: 0 } => $"The demo newspaper has {Summary}.",
        _ => $"The demo newspaper has {Summary}; not everything worked:{Environment.NewLine}{string.Join(Environment.NewLine, Problems)}",
    };

    private string Summary => $"{Stories} stories, {Entries} entries of live ones, {Pictures} pictures and {Comments} comments";
}
