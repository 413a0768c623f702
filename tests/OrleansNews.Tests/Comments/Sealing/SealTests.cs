using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace OrleansNews.Comments;

public class SealTests
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);
    private static readonly SubmissionId Submission = SubmissionId.FromKey("x");

    [Theory]
    [InlineData("")]
    [InlineData("a@b.example")]
    [InlineData("sixteen chars ok")]
    [InlineData("ünïcode 😀\nsecond line")]
    public void Open_WithItsKey_GivesTheText(string text)
    {
        var seal = Seal.Close(text, Key, 7, new(5), Submission);

        Assert.Equal(text, Seal.Open(seal, Key));
        Assert.Equal(7, Seal.KeyIdOf(seal));
    }

    [Fact]
    public void Close_Twice_ShowsNeitherTextNorThatTheyAreEqual()
    {
        var one = Seal.Close("ada@a.example", Key, 7, new(5), Submission);
        var two = Seal.Close("ada@a.example", Key, 7, new(5), Submission);

        Assert.NotEqual(one[29..], two[29..]);
        Assert.DoesNotContain("ada", Encoding.UTF8.GetString(one.AsSpan()), StringComparison.Ordinal);
        Assert.Equal(one.Length, Seal.Close("x@y.example", Key, 7, new(5), Submission).Length);
    }

    [Fact]
    public void Open_AnyByteChanged_IsRefused()
    {
        var seal = Seal.Close("ada@a.example", Key, 7, new(5), Submission);
        for (var i = 0; i < seal.Length; i++)
        {
            var changed = seal.SetItem(i, (byte)(seal[i] ^ 1));
            Assert.ThrowsAny<CryptographicException>(() => Seal.Open(changed, Key));
        }
    }

    [Fact]
    public void Open_WithAnotherKey_IsRefused() =>
        Assert.ThrowsAny<CryptographicException>(() => Seal.Open(Seal.Close("x", Key, 7, new(5), Submission), RandomNumberGenerator.GetBytes(32)));

    [Fact]
    public void KeyIdOf_WhatIsNoSeal_IsNull()
    {
        Assert.Null(Seal.KeyIdOf(default));
        Assert.Null(Seal.KeyIdOf([]));
        Assert.Null(Seal.KeyIdOf([2, .. Enumerable.Repeat((byte)0, 100)]));
    }
}
