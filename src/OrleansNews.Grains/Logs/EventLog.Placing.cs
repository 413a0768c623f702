namespace OrleansNews.Logs;

/// <content>What a committed head says of the log: where each block stands.</content>
internal sealed partial class EventLog
{
    // Most commits change nothing but the tail: what a long log has much of is looked at only when it is another.
    private void Place()
    {
        (TailCount, TailBytes) = (0, 0);
        foreach (var run in _tail) (TailCount, TailBytes) = (TailCount + run.Count, TailBytes + run.Json.Length + 1);
        if (_head.Manifest is { } manifest && _older.IsEmpty && !_damaged.Contains(manifest.Name)) throw new InvalidOperationException("The manifest was not read.");
        if (_placedFrom != (_older, _head.Blocks, _head.TailFirst)) PlaceBlocks();
    }

    private void PlaceBlocks()
    {
        var placed = new PlacedBlock[_older.Length + _head.Blocks.Length];
        var first = _head.TailFirst - _head.Blocks.Sum(block => (long)block.Count) - _older.Sum(block => (long)block.Count);
        var i = 0;
        foreach (var block in _older.AsSpan()) placed[i++] = new(block, Take(ref first, block.Count));
        foreach (var block in _head.Blocks.AsSpan()) placed[i++] = new(block, Take(ref first, block.Count));
        _placed = placed;
        _placedFrom = (_older, _head.Blocks, _head.TailFirst);
    }

    private static long Take(ref long first, int count)
    {
        var at = first;
        first += count;
        return at;
    }
}

/// <summary>A block and the number of its first event.</summary>
internal readonly record struct PlacedBlock(BlockRef Block, long First)
{
    public long Last => First + Block.Count - 1;
}
