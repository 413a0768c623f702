namespace OrleansNews.Fixtures.Cellar;

/// <summary>What the cellar stores.</summary>
internal sealed class CaskState
{
    public int Litres { get; init; }
}
