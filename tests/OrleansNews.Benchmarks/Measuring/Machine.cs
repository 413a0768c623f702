using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace OrleansNews.Benchmarks.Measuring;

/// <summary>What the figures were measured on.</summary>
/// <param name="Processor">Its name and how many cores the process may use.</param>
/// <param name="Memory">Gibibytes.</param>
/// <param name="System">Operating system and runtime.</param>
/// <param name="Sqlite">The version of the library.</param>
/// <param name="Disk">The file system of the temporary folder, which holds the data while it is measured.</param>
/// <param name="FlushesPerSecond">How often 4 KiB were appended to a file of the temporary folder and flushed to its disk, one after the other.</param>
/// <param name="LoadBefore">The load average of the minute before, without this process: above zero, others were at work too.</param>
internal sealed record Machine(string Processor, double Memory, string System, string Sqlite, string Disk, double FlushesPerSecond, double? LoadBefore)
{
    /// <summary>The load average of the last minute; take it before a measurement adds its own.</summary>
    public static double? Load => OperatingSystem.IsLinux() ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : null;

    /// <summary>This machine.</summary>
    public static Machine Describe(double? loadBefore)
    {
        Batteries_V2.Init();
        return new Machine(
            $"{ReadProcessor()}, {Environment.ProcessorCount} cores",
            Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30), 1),
            $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}",
            raw.sqlite3_libversion().utf8_to_string(),
            DescribeDisk(),
            Math.Round(MeasureFlushes()),
            loadBefore);
    }

    private static string ReadProcessor() =>
        OperatingSystem.IsLinux() && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();

    private static string DescribeDisk()
    {
        var folder = Path.GetFullPath(Path.GetTempPath());
        var drive = DriveInfo.GetDrives().Where(drive => folder.StartsWith(drive.Name, StringComparison.Ordinal)).MaxBy(drive => drive.Name.Length);
        return drive is null ? "the disk" : $"the disk ({drive.DriveFormat})";
    }

    private static double MeasureFlushes()
    {
        const int flushes = 500;
        using var folder = new TemporaryFolder();
        using var file = File.OpenHandle(Path.Combine(folder.Path, "flush"), FileMode.CreateNew, FileAccess.Write);
        var page = new byte[4096];
        var started = Stopwatch.GetTimestamp();
        for (var number = 0; number < flushes; number++)
        {
            RandomAccess.Write(file, page, number * (long)page.Length);
            RandomAccess.FlushToDisk(file);
        }

        return flushes / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
