namespace OrleansNews.Fixtures;

/// <summary>Options of every kind that is documented.</summary>
internal sealed class OvenOptions
{
    public int Count { get; set; } = 2;

    public bool Hot { get; set; }

    public IList<string> Names { get; } = [];

    public DoorOptions Door { get; } = new();

    public string Label => $"{Count} ovens";
}

/// <summary>Options inside options.</summary>
internal sealed class DoorOptions
{
    public TimeSpan Open { get; set; } = TimeSpan.FromSeconds(30);
}
