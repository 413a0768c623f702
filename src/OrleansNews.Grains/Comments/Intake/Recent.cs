namespace OrleansNews.Comments;

/// <summary>Answers that may be a moment old, by key, in bounded room. For one activation.</summary>
internal sealed class Recent<TKey, TValue>(TimeProvider time, TimeSpan age, int capacity)
    where TKey : notnull
{
    private readonly Dictionary<TKey, (long At, TValue Value)> _values = [];

    /// <summary>What is known about a key, at most the age given old; else what <paramref name="ask"/> answers now, given the key and the last answer.</summary>
    public async ValueTask<TValue> GetAsync(TKey key, Func<TKey, TValue?, Task<TValue>> ask)
    {
        if (_values.TryGetValue(key, out var known) && time.GetElapsedTime(known.At) < age) return known.Value;

        // The age counts from the question, not from the answer.
        var at = time.GetTimestamp();
        var value = await ask(key, known.Value);
        if (_values.Count >= capacity && !_values.ContainsKey(key)) _values.Clear();
        _values[key] = (at, value);
        return value;
    }
}
