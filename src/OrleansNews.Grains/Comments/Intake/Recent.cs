namespace OrleansNews.Comments;

/// <summary>Answers that may be a moment old, by key, in bounded room. Any thread may ask.</summary>
internal sealed class Recent<TKey, TValue>(TimeProvider time, TimeSpan age, int capacity)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, (long At, TValue Value)> _values = [];

    /// <summary>What is known about a key, at most the age given old; else what <paramref name="ask"/> answers now, given the key and the last answer.</summary>
    public async ValueTask<TValue> GetAsync(TKey key, Func<TKey, TValue?, Task<TValue>> ask)
    {
        // The age counts from the question, not from the answer.
        var at = time.GetTimestamp();
        (long At, TValue Value) known;
        lock (_gate)
        {
            if (_values.TryGetValue(key, out known) && time.GetElapsedTime(known.At, at) < age) return known.Value;
        }

        var value = await ask(key, known.Value);
        lock (_gate)
        {
            // Whoever asked earlier and heard later knows nothing newer.
            if (_values.TryGetValue(key, out var kept) && kept.At > at) return value;
            if (_values.Count >= capacity && !_values.ContainsKey(key)) _values.Clear();
            _values[key] = (at, value);
        }

        return value;
    }
}
