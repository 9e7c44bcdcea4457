"""nbgrader and Otter-Grader from PyPI, each in an environment of its own, beside torchgrade.

python -m bench.peers             ten softmax notebooks through all three: seconds, ratio, memory
python -m bench.peers --record    the lessons of tests/importing through both: students' copies and marks
"""
