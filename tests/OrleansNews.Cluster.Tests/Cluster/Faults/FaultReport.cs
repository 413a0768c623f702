using System.Diagnostics;
using System.Globalization;

namespace OrleansNews.Cluster.Faults;

/// <summary>What happened in a run of faults, for people: told as it happens, and summed up.</summary>
internal sealed class FaultReport(Action<string> write)
{
    /// <summary>A file in which a long run is followed while it runs; null for none. What the processes logged is kept beside it.</summary>
    public static readonly string? File = Environment.GetEnvironmentVariable("FAULTS_REPORT");

    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Lock _gate = new();
    private readonly List<(FaultKind Kind, double Wait, double Back)> _measured = [];
    private readonly List<FaultSpan> _spans = [];
    private readonly List<CalmSpan> _calms = [];

    /// <summary>The faults so far.</summary>
    public IReadOnlyCollection<FaultSpan> Spans => _spans;

    /// <summary>The calms so far, one after each round of faults.</summary>
    public IReadOnlyCollection<CalmSpan> Calms => _calms;

    /// <summary>Says something, with the time since the beginning.</summary>
    public void Note(string what)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(_began).TotalSeconds,7:F1} s  {what}");
        lock (_gate)
        {
            write(line);
            if (File is not null) System.IO.File.AppendAllText(File, line + "\n");
        }
    }

    /// <summary>Takes a fault that is over.</summary>
    /// <param name="span">When.</param>
    /// <param name="healed">When its cause ended.</param>
    /// <param name="wait">How long a writer waited at most, from the fault on, until a comment was accepted.</param>
    public void Add(FaultSpan span, long healed, TimeSpan wait)
    {
        var back = Stopwatch.GetElapsedTime(healed, span.Ended).TotalSeconds;
        _spans.Add(span);
        _measured.Add((span.Kind, wait.TotalSeconds, back));
        Note(string.Create(CultureInfo.InvariantCulture, $"{span.Kind}: a writer waited {wait.TotalSeconds:F1} s at most; everything ran {back:F1} s after its end"));
    }

    /// <summary>Takes a calm that is over.</summary>
    public void Add(CalmSpan calm)
    {
        _calms.Add(calm);
        Note(string.Create(CultureInfo.InvariantCulture, $"calm for {Stopwatch.GetElapsedTime(calm.Began, calm.Ended).TotalSeconds:F0} s, with every bound strict at its end"));
    }

    /// <summary>Says how often it was looked in calms where a strict bound held; and, as lines, in which calm never.</summary>
    public IEnumerable<string> Judge(string what, IReadOnlyCollection<long> strict)
    {
        Note($"{what}: {CalmSpan.CountIn(_calms, strict)} looks were judged strictly in {_calms.Count} calms");
        return CalmSpan.Unwatched(what, strict, _calms);
    }

    /// <summary>Sums up.</summary>
    public void Summarise()
    {
        foreach (var kind in _measured.GroupBy(one => one.Kind).OrderBy(kind => kind.Key))
        {
            var waits = kind.Select(one => one.Wait).Order().ToList();
            Note(string.Create(CultureInfo.InvariantCulture, $"{kind.Key} x {waits.Count}: longest wait of a writer, median {waits[waits.Count / 2]:F1} s, most {waits[^1]:F1} s; everything ran again after {kind.Max(one => one.Back):F1} s at most"));
        }
    }
}
