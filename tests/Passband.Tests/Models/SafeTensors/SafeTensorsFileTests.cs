using System.Buffers.Binary;
using System.Text;
using Passband.Graphs;
using Passband.Models;
using Passband.Models.SafeTensors;

namespace Passband.Tests.Models.SafeTensors;

public class SafeTensorsFileTests
{
    [Fact]
    public void A_file_is_what_the_format_defines()
    {
        var bytes = Write(Tensor.FromFloats("a", [1, 2], [1f, -2f]));
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);

        Assert.Equal(0, length % 8);
        Assert.Equal("""{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""", Encoding.UTF8.GetString(bytes[8..(8 + length)]).TrimEnd(' '));
        Assert.Equal([0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0], bytes[(8 + length)..]);
    }

    [Fact]
    public void Arrays_of_any_type_come_back_in_their_order_with_the_largest_elements_first()
    {
        Tensor[] arrays =
        [
            new("flags", ElementType.Bool, [3], () => new byte[] { 1, 0, 1 }),
            Tensor.FromFloats("b", [2, 2], [1, 2, 3, 4]),
            Tensor.FromIntegers("counts", [1], [-5]),
            Tensor.FromFloats("a", [], [7]),
            Tensor.FromFloats("nothing", [0, 4], []),
        ];

        var header = SafeTensorsHeader.Read(ModelSource.FromMemory("x", Write(arrays)).Main);

        Assert.Equal(["counts", "b", "a", "nothing", "flags"], header.Tensors.Select(t => t.Name));
        foreach (var array in arrays)
        {
            var read = header.Tensors.Single(t => t.Name == array.Name);
            Assert.Equal((array.Type, string.Join(',', array.Shape)), (read.Type, string.Join(',', read.Shape)));
            Assert.Equal(array.Bytes.ToArray(), read.Bytes.ToArray());
        }
        Assert.Equal("pt", header.Metadata["format"]);
    }

    [Fact]
    public void Names_that_are_taken_are_refused()
    {
        var array = Tensor.FromFloats("a", [1], [1f]);

        Assert.Throws<ArgumentException>(() => Write(array, array));
        Assert.Throws<ArgumentException>(() => Write(Tensor.FromFloats("__metadata__", [1], [1f])));
    }

    private static byte[] Write(params Tensor[] arrays)
    {
        using var stream = new MemoryStream();
        SafeTensorsFile.Write(arrays, [KeyValuePair.Create("format", "pt")], stream);
        return stream.ToArray();
    }
}
